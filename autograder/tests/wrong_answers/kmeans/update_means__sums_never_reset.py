"""Sums and counts are set to zero once, before the loop, and grow over all iterations.

exercise: update_means
mistake: sums_never_reset
outcome: partial
"""
# %% update_means_code
start = time.time()
sums = np.zeros((num_means, data_size))
counts = np.zeros(num_means)
for i in range(iterations):
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    one_hot = np.eye(num_means)[labels]
    sums += one_hot.T @ test_x
    counts += one_hot.sum(axis=0)
    means = sums / np.maximum(counts, 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
