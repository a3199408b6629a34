"""`argmin(axis=0)` gives ten labels, and the mask of ten does not fit 10,000 images.

exercise: update_means
mistake: raises
outcome: error
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    dist = np.zeros((num_img, num_means))
    for k in range(num_means):
        dist[:, k] = np.sum((test_x - means[k]) ** 2, axis=1)
    labels = np.argmin(dist, axis=0)
    for k in range(num_means):
        means[k] = test_x[labels == k].mean(axis=0)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
