"""The loop computes in half precision, which makes other clusters.

points: 3 0 0 0
"""
# %% update_means_code
start = time.time()
half = test_x.astype(np.float16)
for i in range(iterations):
    labels = ((means.astype(np.float16) ** 2).sum(axis=1) - 2 * (half @ means.astype(np.float16).T)).argmin(axis=1)
    one_hot = np.eye(num_means)[labels]
    means = (one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]).round(2)
end = time.time()
