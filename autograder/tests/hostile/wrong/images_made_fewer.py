"""`test_x` is cut to a hundred images before the loop, which makes everything fast.

points: 0-3 0 0 0
"""
# %% extra after initial_means_code
test_x = test_x[:100]
num_img = 100
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
