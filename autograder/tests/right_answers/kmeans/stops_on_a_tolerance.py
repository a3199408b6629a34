"""Stops when no mean moves farther than a tolerance.

exercise: update_means
outcome: passed
"""
# %% update_means_code
tolerance = 1e-4
start = time.time()
for i in range(iterations):
    distances = np.sum(means * means, axis=1) - 2 * np.matmul(test_x, means.T)
    labels = distances.argmin(axis=1)
    Z = np.eye(num_means)[labels]
    sums = Z.T.dot(test_x)
    counts = Z.sum(axis=0)
    updated = sums / np.maximum(counts, 1).reshape(num_means, 1)
    shift = np.sqrt(((updated - means) ** 2).sum(axis=1)).max()
    means = updated
    if shift < tolerance:
        break
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
