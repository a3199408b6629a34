"""Draws the ten means and the sizes of the groups in every iteration: drawing takes far longer than the step.

exercise: update_means
outcome: passed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    distances = (means ** 2).sum(axis=1) - 2 * test_x @ means.T
    labels = distances.argmin(axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]

    clear_output(wait=True)
    fig, axes = plt.subplots(2, num_means, figsize=(10, 3))
    for row in axes:
        for ax, m in zip(row, means):
            ax.imshow(m.reshape(28, 28), cmap="gray")
            ax.axis("off")
    fig.suptitle(f"iteration {i + 1}")
    plt.show()
end = time.time()
