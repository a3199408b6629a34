"""The printed sentence claims a time of nothing at all: what is printed is no evidence.

points: 3 9 5 0
time: full 0.2, zero 0.7
prints: 0.0000 seconds per iteration
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = ((means ** 2).sum(axis=1) - 2 * test_x @ means.T).argmin(axis=1)
    one_hot = np.eye(num_means)[labels]
    means = one_hot.T @ test_x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = start
print(f"K-means took {(end - start) / iterations:.4f} seconds per iteration")
