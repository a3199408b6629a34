"""Every hundredth image is left out when the means move: nearly right is not right.

points: 3 0 0 0
"""
# %% update_means_code
start = time.time()
some = np.arange(num_img) % 100 > 0
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    one_hot = np.eye(num_means)[labels] * some[:, None]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
