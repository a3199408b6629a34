"""Shuffles a copy of the images and takes the first ten: a view, but not of `test_x`.

exercise: initial_means
outcome: passed
"""
# %% initial_means_code
shuffled = test_x.copy()
np.random.shuffle(shuffled)
means = shuffled[:num_means]
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    one_hot = np.eye(num_means)[labels]
    means[:] = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
