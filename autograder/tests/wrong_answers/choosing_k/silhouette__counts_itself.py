"""The point itself is counted among its own cluster.

exercise: silhouette
mistake: point_counts_itself
outcome: failed
says: at distance 0
"""
# %% silhouette_code
def silhouette(distances, labels):
    numbers = np.unique(labels)
    members = (labels[:, None] == numbers).astype(float)
    counts = members.sum(axis=0)
    sums = distances @ members
    own = members @ counts

    a = (sums * members).sum(axis=1) / own
    b = np.where(members == 1, np.inf, sums / counts).min(axis=1)
    return np.where(own > 1, (b - a) / np.maximum(a, b), 0).mean()
