"""Sums by `np.add.at`, counts by `np.bincount`.

exercise: update_means
outcome: passed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    sums = np.zeros((num_means, data_size))
    np.add.at(sums, labels, test_x)
    counts = np.bincount(labels, minlength=num_means)
    means = sums / np.maximum(counts, 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
