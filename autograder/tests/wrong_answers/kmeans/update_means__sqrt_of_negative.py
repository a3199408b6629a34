"""The root of the expanded distance, which can be slightly below zero where an image is a mean.

exercise: update_means
mistake: sqrt_of_negative
outcome: passed
note: root
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    squared = (test_x ** 2).sum(axis=1)[:, None] - 2 * test_x @ means.T + (means ** 2).sum(axis=1)[None, :]
    distances = np.sqrt(squared)
    labels = np.argmin(distances, axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
