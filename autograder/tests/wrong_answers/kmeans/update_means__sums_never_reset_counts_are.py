"""Only the counts start again in each iteration; the sums grow.

exercise: update_means
mistake: sums_never_reset
outcome: partial
"""
# %% update_means_code
start = time.time()
total = np.zeros_like(means)
for i in range(iterations):
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    number = np.bincount(labels, minlength=num_means)
    np.add.at(total, labels, test_x)
    means = total / np.maximum(number, 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
