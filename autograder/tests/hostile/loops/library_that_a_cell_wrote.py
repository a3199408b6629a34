"""A cell writes a file under the name of a library that is not there, with a loop in it, and imports that.

points: 3 9 0 0
mistake: single_loop not_shown, seconds_per_iteration not_shown
"""
# %% extra before update_means_code
text = """
import numpy as np
def moved(p, l, m):
    return np.array([p[l == k].mean(axis=0) for k in range(10)])
"""
with open("polars.py", "w") as file:
    file.write(text)
import polars
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    means = polars.moved(test_x, labels, means)
end = time.time()
