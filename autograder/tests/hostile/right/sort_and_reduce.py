"""Images are sorted by label, and `np.add.reduceat` adds up each run of them.

points: 3 9 5 1-3
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    order = np.argsort(labels, kind="stable")
    present, first, counts = np.unique(labels[order], return_index=True, return_counts=True)
    means = means.copy()
    means[present] = np.add.reduceat(test_x[order], first, axis=0) / counts[:, None]
end = time.time()
