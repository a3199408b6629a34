"""The helper is defined at the top of the timed cell.

exercise: update_means
outcome: passed
"""
# %% update_means_code
def update(points, means):
    dist = (points ** 2).sum(axis=1)[:, None] - 2 * points @ means.T + (means ** 2).sum(axis=1)[None, :]
    labels = np.argmin(dist, axis=1)
    W = np.zeros((len(means), len(points)))
    W[labels, np.arange(len(points))] = 1
    return W @ points / np.maximum(W.sum(axis=1), 1)[:, None]


start = time.time()
for i in range(iterations):
    means = update(test_x, means)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
