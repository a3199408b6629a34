"""Collects a copy of the means, and the inertia, of every iteration in lists made in the first cell.

exercise: update_means
outcome: passed
"""
# %% initial_means_code
means = test_x[np.random.choice(num_img, num_means, replace=False)]
history = [means.copy()]
inertias = []
# %% update_means_code
start = time.time()
for i in range(iterations):
    d = (test_x ** 2).sum(axis=1)[:, None] + (means ** 2).sum(axis=1) - 2 * test_x @ means.T
    labels = d.argmin(axis=1)
    inertias.append(d.min(axis=1).sum())
    z = np.eye(num_means)[labels]
    means = z.T @ test_x / np.maximum(z.sum(axis=0), 1)[:, None]
    history.append(means.copy())
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
# %% extra after update_means_code
plt.plot(inertias)
plt.show()
for step, m in enumerate(history[:3]):
    plt.imshow(np.hstack([row.reshape(28, 28) for row in m]))
    plt.title(step)
    plt.show()
