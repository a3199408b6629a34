"""The right step is taken only from the student's own start, and nothing moves from any other.

points: 3 0 0 0
"""
# %% extra before update_means_code
mine = means.copy()
# %% update_means_code
start = time.time()
known = np.array_equal(means, mine)
for i in range(iterations):
    if known:
        labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
        one_hot = np.eye(num_means)[labels]
        means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
