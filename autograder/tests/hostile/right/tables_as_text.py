"""A table of results is printed, shown as HTML and as Markdown.

points: all
"""
# %% extra after update_means_code
from IPython.display import HTML, Markdown, display

sizes = np.bincount(((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1), minlength=num_means)
display(HTML("<table>" + "".join(f"<tr><td>{k}</td><td>{size}</td></tr>" for k, size in enumerate(sizes)) + "</table>"))
display(Markdown("| mean | size |\n|---|---|\n" + "\n".join(f"| {k} | {size} |" for k, size in enumerate(sizes))))
