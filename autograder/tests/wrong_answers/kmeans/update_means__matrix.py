"""Right means, as an `np.matrix`.

exercise: update_means
mistake: not_an_array
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    M = np.asarray(means)
    labels = np.argmin((M ** 2).sum(axis=1) - 2 * test_x @ M.T, axis=1)
    Z = np.asmatrix(np.eye(num_means)[labels])
    means = Z.T * test_x / np.maximum(Z.sum(axis=0), 1).T
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
