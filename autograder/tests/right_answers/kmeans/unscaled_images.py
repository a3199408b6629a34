"""Reloads the images and leaves them at 0 to 255, as floats: K-means does not mind.

exercise: update_means
outcome: passed
"""
# %% extra before initial_means_code
from load import test_x
test_x = test_x.astype(float)
# %% update_means_code
start = time.time()
for i in range(iterations):
    distances = (means ** 2).sum(axis=1) - 2 * test_x @ means.T
    one_hot = np.eye(num_means)[distances.argmin(axis=1)]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
