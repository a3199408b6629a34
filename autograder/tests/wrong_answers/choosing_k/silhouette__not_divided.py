"""Only the difference of b and a.

exercise: silhouette
mistake: not_divided
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
    b = np.where(members == 1, np.inf, sums / counts).min(axis=1)
    return np.mean((b - a) * (own > 1))
