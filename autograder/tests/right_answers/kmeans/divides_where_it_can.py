"""An empty cluster keeps its mean, by `np.divide` with `where`.

exercise: update_means
outcome: passed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    dist2 = (means ** 2).sum(axis=1) - 2 * test_x @ means.T
    z = np.eye(num_means)[dist2.argmin(axis=1)]
    n = z.sum(axis=0)[:, None]
    means = np.divide(z.T @ test_x, n, out=means.copy(), where=n > 0)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
