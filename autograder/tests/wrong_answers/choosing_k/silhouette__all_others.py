"""b is the mean over all points of all other clusters.

exercise: silhouette
mistake: mean_over_all_others
outcome: failed
says: *one* other
"""
# %% silhouette_code
def silhouette(distances, labels):
    numbers = np.unique(labels)
    members = (labels[:, None] == numbers).astype(float)
    counts = members.sum(axis=0)
    sums = distances @ members
    own = members @ counts

    a = (sums * members).sum(axis=1) / np.maximum(own - 1, 1)
    b = (sums * (1 - members)).sum(axis=1) / (len(labels) - own)
    return np.where(own > 1, (b - a) / np.maximum(a, b), 0).mean()
