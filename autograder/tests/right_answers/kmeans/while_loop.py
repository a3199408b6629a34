"""`while i < iterations` with its own counter.

exercise: update_means
outcome: passed
"""
# %% update_means_code
start = time.time()
i = 0
while i < iterations:
    dist = np.sum(means ** 2, axis=1) - 2 * test_x @ means.T
    labels = dist.argmin(axis=1)
    onehot = np.eye(num_means)[labels]
    counts = onehot.sum(axis=0)
    counts[counts == 0] = 1
    means = onehot.T @ test_x / counts[:, None]
    i += 1
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
