"""The first means and the loop stand in one cell, that of the loop; the other is untouched.

points: 0-3 9 5 3
"""
# %% initial_means_code
means = np.zeros((num_means, data_size))
...  # TO DO
# %% update_means_code
means = means if means.any() else test_x[np.random.choice(num_img, num_means, replace=False)]
start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
