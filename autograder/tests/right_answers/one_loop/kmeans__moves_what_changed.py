"""Only the points that changed label move.

exercise: kmeans
outcome: passed
"""
# %% kmeans_code
def kmeans(points, means, iterations):
    labels = np.full(len(points), -1)
    sums, counts = np.zeros(means.shape), np.zeros(len(means))
    for _ in range(iterations):
        new = expanded_distances(points, means).argmin(axis=1)
        sums, counts = move_changed(sums, counts, points, labels, new)
        labels = new
        means = np.where(counts[:, None] > 0, sums / np.maximum(counts, 1)[:, None], means)
    return means
