"""The loop plots every fifth state, and clears what it showed.

points: all
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
    if i % 5 == 0:
        clear_output(wait=True)
        figure, axes = plt.subplots(1, 10, figsize=(10, 1))
        for axis, mean in zip(axes, means):
            axis.imshow(mean.reshape(28, 28), cmap="gray")
            axis.set_axis_off()
        plt.show()
end = time.time()
