"""Distances as (k, n), made (n, k) by `reshape`, which does not transpose.

exercise: update_means
mistake: distances_transposed
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    distances = np.sum(means ** 2, axis=1)[:, None] - 2 * means @ test_x.T
    distances = distances.reshape(num_img, num_means)
    labels = distances.argmin(axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
