"""Distances by scikit-learn's `euclidean_distances`, which is no K-means.

exercise: update_means
outcome: passed
"""
# %% extra before update_means_code
from sklearn.metrics.pairwise import euclidean_distances
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = np.argmin(euclidean_distances(test_x, means), axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
