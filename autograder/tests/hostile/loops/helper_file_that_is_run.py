"""A file beside the notebook is run with `%run`: its function has a loop.

points: 3 9 0 0-3
mistake: single_loop more_than_one_loop
"""
# %% file tools/moving.py
import numpy as np

def moved(points, labels, means):
    return np.array([points[labels == k].mean(axis=0) for k in range(len(means))])
# %% extra before update_means_code
#| %run tools/moving.py
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    means = moved(test_x, labels, means)
end = time.time()
