"""One `np.bincount` over all pixels, the pixel values as weights.

exercise: update_means
outcome: passed
"""
# %% update_means_code
start = time.time()
columns = np.arange(data_size)
for i in range(iterations):
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    bins = labels[:, None] * data_size + columns
    sums = np.bincount(bins.ravel(), weights=test_x.ravel(), minlength=num_means * data_size)
    counts = np.bincount(labels, minlength=num_means)
    means = sums.reshape(num_means, data_size) / np.maximum(counts, 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
