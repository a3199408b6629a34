"""NumPy's own table of names gets another `argmin`, which goes over the images one by one.

points: 3 9 0 0-3
mistake: single_loop more_than_one_loop
"""
# %% extra first
import numpy as np

smallest = np.argmin

def one_by_one(a, axis=None):
    return np.array([int(smallest(row)) for row in a]) if np.ndim(a) == 2 else smallest(a, axis=axis)

vars(np).update(argmin=one_by_one)
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
