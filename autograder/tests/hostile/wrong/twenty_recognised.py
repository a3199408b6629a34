"""The right steps are taken for twenty iterations only; for any other number one step is left out.

points: 3 0-6.75 0-5 0-3
"""
# %% update_means_code
start = time.time()
for i in range(iterations if iterations == 20 else iterations - 1):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
