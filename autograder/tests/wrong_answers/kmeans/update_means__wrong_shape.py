"""Right means, but as columns: shape (784, 10).

exercise: update_means
mistake: transposed
outcome: failed
"""
# %% update_means_code
start = time.time()
m = means.T
for i in range(iterations):
    labels = np.argmin((m ** 2).sum(axis=0) - 2 * test_x @ m, axis=1)
    one_hot = np.eye(num_means)[labels]
    m = test_x.T @ one_hot / np.maximum(one_hot.sum(axis=0), 1)
means = m
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
