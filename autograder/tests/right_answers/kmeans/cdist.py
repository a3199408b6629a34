"""Distances by SciPy's `cdist`.

exercise: update_means
outcome: passed
"""
# %% update_means_code
from scipy.spatial.distance import cdist

start = time.time()
for i in range(iterations):
    labels = cdist(test_x, means, "sqeuclidean").argmin(axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
