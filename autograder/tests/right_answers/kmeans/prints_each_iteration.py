"""Prints the inertia and how many images changed sides, every iteration.

exercise: update_means
outcome: passed
"""
# %% update_means_code
start = time.time()
last = np.full(num_img, -1)
for i in range(iterations):
    distances = (test_x ** 2).sum(axis=1)[:, None] - 2 * test_x @ means.T + (means ** 2).sum(axis=1)
    labels = distances.argmin(axis=1)
    print(f"{i + 1:2d}: inertia {distances.min(axis=1).sum():.1f}, {np.sum(labels != last)} images changed")
    last = labels
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
