"""A function updates its own `means`, and its result is thrown away.

exercise: update_means
mistake: means_not_updated
outcome: failed
"""
# %% update_means_code
def update(points, means):
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * points @ means.T, axis=1)
    one_hot = np.eye(len(means))[labels]
    means = one_hot.T @ points / np.maximum(one_hot.sum(axis=0), 1)[:, None]
    return means

start = time.time()
for i in range(iterations):
    update(test_x, means)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
