"""Keeps the means of every iteration in a list, and animates them after the loop.

exercise: update_means
outcome: passed
"""
# %% update_means_code
history = [means.copy()]
start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
    history.append(means)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
animate(history, test_x, labels)
# %% extra after update_means_code
player = animate(history)
player.save("means.gif")
for moved in history:
    print(moved.mean())
