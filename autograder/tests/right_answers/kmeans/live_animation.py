"""Shows the means while they move: the animation is made in an earlier cell, and updated in the loop.

exercise: update_means
outcome: passed
"""
# %% extra before update_means_code
live = animate.live(test_x)
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
    live.update(means)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
