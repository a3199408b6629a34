"""Works on `centroids` inside the loop and hands them to `means` after it.

exercise: update_means
outcome: passed
"""
# %% update_means_code
start = time.time()
centroids = means.copy()
for i in range(iterations):
    scores = (centroids ** 2).sum(axis=1) - 2 * test_x.dot(centroids.T)
    assignment = scores.argmin(axis=1)
    indicator = (assignment == np.arange(num_means)[:, None]) * 1.0
    centroids = indicator.dot(test_x) / np.maximum(indicator.sum(axis=1, keepdims=True), 1)
means = centroids
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
