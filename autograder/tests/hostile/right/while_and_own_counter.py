"""The loop is a `while` that counts down, and shows itself live.

points: all
"""
# %% update_means_code
live.update(means)
start = time.time()
left = iterations
while left > 0:
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
    live.update(means)
    left -= 1
end = time.time()
