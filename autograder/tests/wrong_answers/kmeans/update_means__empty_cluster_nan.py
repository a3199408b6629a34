"""Divides by the counts as they are: right, and NaN should a cluster ever be empty. A note says so.

exercise: update_means
mistake: empty_cluster_nan
outcome: passed
note: empty
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = np.argmin((means ** 2).sum(axis=1) - 2 * test_x @ means.T, axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / one_hot.sum(axis=0)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
