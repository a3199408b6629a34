"""The loop over the means stands in a file beside the notebook.

points: 3 9 0 0-3
mistake: single_loop more_than_one_loop
"""
# %% file tools/moving.py
import numpy as np

def moved(points, labels, means):
    new = means.copy()
    for k in range(len(means)):
        new[k] = points[labels == k].mean(axis=0)
    return new
# %% update_means_code
from tools.moving import moved

start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    means = moved(test_x, labels, means)
end = time.time()
