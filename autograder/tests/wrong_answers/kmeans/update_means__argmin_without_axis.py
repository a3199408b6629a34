"""`argmin` without an axis gives one number for everything; with the one-hot matrix it raises.

exercise: update_means
mistake: raises
outcome: error
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    dist = (means ** 2).sum(axis=1) - 2 * test_x @ means.T
    labels = np.argmin(dist)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
