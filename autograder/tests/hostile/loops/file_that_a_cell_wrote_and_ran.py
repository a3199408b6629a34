"""A cell writes a file, and another one runs it with `%run`: it holds a function with a loop.

points: 3 9 0 0-3
mistake: single_loop more_than_one_loop
"""
# %% extra before update_means_code
#| %%writefile moving.py
import numpy as np

def moved(p, l, m):
    return np.array([p[l == k].mean(axis=0) for k in range(10)])
# %% extra before update_means_code
#| %run moving.py
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    means = moved(test_x, labels, means)
end = time.time()
