"""The raw uint8 images, and means kept in uint8 by writing into their rows: differences wrap around.

exercise: update_means
mistake: uint8_wraparound
outcome: failed
"""
# %% extra before initial_means_code
# scaling is not needed for K-means
from load import test_x
# %% update_means_code
start = time.time()
for i in range(iterations):
    distances = np.zeros((num_img, num_means))
    for k in range(num_means):
        distances[:, k] = ((test_x - means[k]) ** 2).sum(axis=1)
    labels = distances.argmin(axis=1)
    for k in range(num_means):
        if (labels == k).any():
            means[k] = test_x[labels == k].mean(axis=0)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
