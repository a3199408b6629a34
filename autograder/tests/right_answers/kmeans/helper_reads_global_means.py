"""A helper in an extra cell that takes no arguments: it reads the global `test_x` and `means`.

exercise: update_means
outcome: passed
"""
# %% extra before update_means_code
def assign():
    dist = (means ** 2).sum(axis=1) - 2 * test_x @ means.T
    return np.argmin(dist, axis=1)
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = assign()
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
