"""Works on the raw uint8 images, with floats in every sum.

exercise: update_means
outcome: passed
"""
# %% extra before initial_means_code
from load import test_x
# %% update_means_code
start = time.time()
for i in range(iterations):
    X = test_x.astype(np.float64)
    M = means.astype(np.float64)
    labels = np.argmin((M ** 2).sum(axis=1) - 2 * X @ M.T, axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ X / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
