"""The second column of the sorted means.

exercise: silhouette
mistake: second_smallest
outcome: failed
says: second smallest
"""
# %% silhouette_code
def silhouette(distances, labels):
    members = (labels[:, None] == np.unique(labels)).astype(float)
    sums, counts = distances @ members, members.sum(axis=0)
    own = members @ counts
    a = (sums * members).sum(axis=1) / np.maximum(own - 1, 1)
    b = np.sort(sums / counts, axis=1)[:, 1]
    return np.where(own > 1, (b - a) / np.maximum(a, b), 0).mean()
