"""Sorts the images by label and adds up the runs with `np.add.reduceat`; only clusters that have images move.

exercise: update_means
outcome: passed
"""
# %% initial_means_code
rng = np.random.default_rng()
means = rng.choice(test_x, num_means, replace=False)
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    order = np.argsort(labels, kind="stable")
    present, first, counts = np.unique(labels[order], return_index=True, return_counts=True)
    means[present] = np.add.reduceat(test_x[order], first, axis=0) / counts[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
