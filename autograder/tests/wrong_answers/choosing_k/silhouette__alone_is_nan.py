"""Zero divided by zero for a point that is alone.

exercise: silhouette
mistake: alone_is_nan
outcome: failed
"""
# %% silhouette_code
def silhouette(distances, labels):
    numbers = np.unique(labels)
    members = (labels[:, None] == numbers).astype(float)
    counts = members.sum(axis=0)
    sums = distances @ members
    own = members @ counts

    a = (sums * members).sum(axis=1) / (own - 1)
    b = np.where(members == 1, np.inf, sums / counts).min(axis=1)
    return ((b - a) / np.maximum(a, b)).mean()
