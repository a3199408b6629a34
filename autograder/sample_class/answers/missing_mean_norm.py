"""The expanded distance without the norms of the means.

exercise: update_means
mistake: missing_mean_norm
outcome: failed
"""
# %% initial_means_code
means = test_x[np.random.permutation(num_img)[:num_means]]
# %% update_means_code
start = time.time()
for i in range(iterations):
    # ||x - m||^2 = ||x||^2 - 2 x.m + ...
    distances = np.sum(test_x ** 2, axis=1)[:, None] - 2 * np.dot(test_x, means.T)
    one_hot = np.eye(num_means)[np.argmin(distances, axis=1)]
    means = np.dot(one_hot.T, test_x) / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
