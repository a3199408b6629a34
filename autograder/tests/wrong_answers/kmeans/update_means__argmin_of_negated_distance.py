"""The sign is lost in the expansion: `argmin` of minus the distance.

exercise: update_means
mistake: argmax
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    distances = 2 * test_x @ means.T - (means ** 2).sum(axis=1)
    labels = np.argmin(distances, axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
