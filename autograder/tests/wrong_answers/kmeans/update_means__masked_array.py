"""Right means, as a masked array that guards against empty clusters.

exercise: update_means
mistake: not_an_array
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = np.argmin(np.array(means ** 2).sum(axis=1) - 2 * np.dot(test_x, np.array(means).T), axis=1)
    one_hot = np.eye(num_means)[labels]
    counts = np.ma.masked_equal(one_hot.sum(axis=0), 0)
    means = one_hot.T @ test_x / counts[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
