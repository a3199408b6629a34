"""Distances to all means, and the smallest of each row."""
# %% inertias_code
def inertias(points, ks):
    result = np.empty(len(ks))
    for position, k in enumerate(ks):
        means = kmeans(points, points[:k])
        distances = ((points[:, None, :] - means[None, :, :]) ** 2).sum(axis=2)
        result[position] = distances.min(axis=1).sum()
    return result
