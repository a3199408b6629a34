"""Two helper functions in a cell of their own, called from the loop.

exercise: update_means
outcome: passed
"""
# %% extra before update_means_code
def nearest_mean(points, centres):
    """Index of the nearest centre for each point."""
    d = (centres ** 2).sum(axis=1) - 2 * points @ centres.T
    return d.argmin(axis=1)


def centres_of(points, labels, k):
    members = np.eye(k)[labels]
    return members.T @ points / np.maximum(members.sum(axis=0), 1)[:, None]
# %% update_means_code
start = time.time()
for i in range(iterations):
    labels = nearest_mean(test_x, means)
    means = centres_of(test_x, labels, num_means)
end = time.time()
print(f"{(end - start) / iterations:.4f} seconds per iteration")
