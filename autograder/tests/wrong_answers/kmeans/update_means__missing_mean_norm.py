"""The expanded distance without the norms of the means.

exercise: update_means
mistake: missing_mean_norm
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    distances = (test_x ** 2).sum(axis=1, keepdims=True) - 2 * test_x @ means.T
    labels = np.argmin(distances, axis=1)
    one_hot = np.eye(num_means)[labels]
    counts = np.maximum(one_hot.sum(axis=0), 1)
    means = one_hot.T @ test_x / counts[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
