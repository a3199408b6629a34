"""`%%time` on top of the cell, and a line magic inside it.

exercise: update_means
outcome: passed
"""
# %% extra before initial_means_code
#| %matplotlib inline
# %% update_means_code
#| %%time
start = time.time()
for i in range(iterations):
    distances = (means ** 2).sum(axis=1) - 2 * test_x @ means.T
    one_hot = np.eye(num_means)[distances.argmin(axis=1)]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
