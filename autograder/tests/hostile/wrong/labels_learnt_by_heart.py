"""The labels of a run before were kept, and are used whatever the means are.

points: 3 0 0 0
"""
# %% extra before update_means_code
kept = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
# %% update_means_code
start = time.time()
for i in range(iterations):
    one_hot = np.eye(num_means)[kept]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
