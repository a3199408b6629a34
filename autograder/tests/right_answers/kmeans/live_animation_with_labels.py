"""Shows means and labels while they move, in an animation of another name, made anew on top of the cell.

exercise: update_means
outcome: passed
"""
# %% update_means_code
show = animate.live(test_x)
start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
    show.update(means, labels)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
