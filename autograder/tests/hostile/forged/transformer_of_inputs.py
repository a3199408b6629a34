"""A transformer of IPython's inputs puts another loop in the place of the one that stands in the cell.

loop: farthest
points: 3 0 0 0
prints: transformed
"""
# %% extra after initial_means_code
shell = get_ipython()
shell.input_transformers_post.append(lambda lines: [line.replace("argmax", "argmin") for line in lines])
print("transformed")
