"""Images and means are made single precision inside the loop's cell.

points: all
"""
# %% update_means_code
start = time.time()
x, means = test_x.astype(np.float32), means.astype(np.float32)
for i in range(iterations):
    labels = (0.5 * (means * means).sum(axis=1) - x @ means.T).argmin(axis=1)
    one_hot = (labels[:, None] == np.arange(num_means, dtype=labels.dtype)).astype(np.float32)
    means = one_hot.T @ x / np.maximum(one_hot.sum(axis=0), 1)[:, None]
end = time.time()
