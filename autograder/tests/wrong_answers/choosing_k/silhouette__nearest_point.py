"""b is the distance to the nearest point of another cluster.

exercise: silhouette
mistake: nearest_point
outcome: failed
"""
# %% silhouette_code
def silhouette(distances, labels):
    numbers = np.unique(labels)
    members = (labels[:, None] == numbers).astype(float)
    counts = members.sum(axis=0)
    sums = distances @ members
    own = members @ counts

    a = (sums * members).sum(axis=1) / np.maximum(own - 1, 1)
    b = np.where(labels[:, None] == labels, np.inf, distances).min(axis=1)
    return np.where(own > 1, (b - a) / np.maximum(a, b), 0).mean()
