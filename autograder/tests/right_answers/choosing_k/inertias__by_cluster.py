"""The sum over the clusters, one after the other, from a copy of the start."""
# %% inertias_code
def inertias(points, ks):
    totals = np.zeros(len(ks))
    for i in range(len(ks)):
        means = kmeans(points, points[: ks[i]].copy())
        labels = nearest(points, means)
        for j in range(ks[i]):
            totals[i] += ((points[labels == j] - means[j]) ** 2).sum()
    return totals
