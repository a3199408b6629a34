"""An empty cluster starts again at a random image.

exercise: update_means
outcome: passed
"""
# %% update_means_code
start = time.time()
for i in range(iterations):
    dist2 = (means ** 2).sum(axis=1) - 2 * test_x @ means.T
    z = np.eye(num_means)[dist2.argmin(axis=1)]
    n = z.sum(axis=0)
    means = z.T @ test_x / np.maximum(n, 1)[:, None]
    empty = n == 0
    means[empty] = test_x[np.random.choice(num_img, empty.sum(), replace=False)]
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
