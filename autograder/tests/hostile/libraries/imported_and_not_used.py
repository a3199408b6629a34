"""The library is imported on top of the cell, and never used.

points: all
"""
# %% update_means_code
from sklearn.cluster import KMeans
from scipy.cluster.vq import kmeans2

start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
