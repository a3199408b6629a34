"""The mean at the end is missing.

exercise: silhouette
mistake: silhouette_of_each_point
outcome: failed
says: one number of n
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
    return np.where(own > 1, (b - a) / np.maximum(a, b), 0)
