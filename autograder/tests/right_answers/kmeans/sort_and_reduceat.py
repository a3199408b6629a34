"""`np.argsort` by label, then `np.add.reduceat` over the runs, with searchsorted for their borders.

exercise: update_means
outcome: passed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    order = np.argsort(labels)
    ordered = labels[order]
    first = np.searchsorted(ordered, np.arange(num_means))
    counts = np.bincount(labels, minlength=num_means)
    full = counts > 0
    new = means.copy()
    new[full] = np.add.reduceat(test_x[order], first[full], axis=0) / counts[full, None]
    means = new
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
