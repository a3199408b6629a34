"""The raw uint8 images, and the means cast to uint8 in every turn.

exercise: update_means
mistake: uint8_wraparound
outcome: failed
"""
# %% extra before initial_means_code
from load import test_x
# %% update_means_code
start = time.time()
for i in range(iterations):
    m = means.astype("uint8")                   # same type as the images
    dist = ((test_x[:, None] - m[None]) ** 2).sum(axis=2)
    labels = dist.argmin(axis=1)
    onehot = np.eye(num_means)[labels]
    means = onehot.T @ test_x / np.maximum(onehot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
