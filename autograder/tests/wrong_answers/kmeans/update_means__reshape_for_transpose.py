"""`means.reshape(data_size, num_means)` fits the product, and is not the transpose.

exercise: update_means
mistake: reshape_for_transpose
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    dots = test_x @ means.reshape(data_size, num_means)
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * dots, axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
