"""One-hot rows from `distances == distances.min(axis=0)`: one image belongs to each mean.

exercise: update_means
mistake: argmin_wrong_axis
outcome: failed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    d = np.sum(test_x ** 2, axis=1)[:, None] - 2 * np.dot(test_x, means.T) + np.sum(means ** 2, axis=1)
    onehot = (d == d.min(axis=0)).astype(float)
    means = onehot.T @ test_x / onehot.sum(axis=0)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
