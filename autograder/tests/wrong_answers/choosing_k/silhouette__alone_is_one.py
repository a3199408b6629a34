"""A point alone in its cluster gets 1.

exercise: silhouette
mistake: alone_counts_one
outcome: failed
says: they get 1
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
    return ((b - a) / np.maximum(a, b)).mean()
