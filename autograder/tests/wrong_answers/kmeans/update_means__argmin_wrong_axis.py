"""`argmin` over the images instead of over the means, and the result used as indices of images.

exercise: update_means
mistake: argmin_wrong_axis
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    distances = (test_x ** 2).sum(axis=1)[:, None] - 2 * test_x @ means.T + (means ** 2).sum(axis=1)   # (n, k)
    nearest = np.argmin(distances, axis=0)
    means = test_x[nearest]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
