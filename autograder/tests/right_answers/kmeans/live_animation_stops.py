"""Shows the means while they move, and stops when they are those that were shown before.

exercise: update_means
outcome: passed
"""
# %% extra before update_means_code
live = animate.live(test_x)
# %% update_means_code
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
    live.update(means)
    if i > 0 and np.array_equal(live.history[-1], live.history[-2]):
        break
# %% extra after update_means_code
animate(live.history, test_x)
print(len(live.history))
