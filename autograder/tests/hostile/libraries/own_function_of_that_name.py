"""The student's own function and class have the names of a library's, in a file of that name too.

points: all
"""
# %% file kmeans2.py
import numpy as np

def kmeans2(points, m):
    labels = ((m ** 2).sum(axis=1) - 2 * points @ m.T).argmin(axis=1)
    one_hot = np.eye(len(m))[labels]
    return one_hot.T @ points / np.maximum(one_hot.sum(axis=0), 1)[:, None]
# %% extra before update_means_code
from kmeans2 import kmeans2

class KMeans:
    def fit(self, points, m):
        return kmeans2(points, m)
# %% update_means_code
start = time.time()
model = KMeans()
for i in range(iterations):
    means = model.fit(test_x, means)
end = time.time()
