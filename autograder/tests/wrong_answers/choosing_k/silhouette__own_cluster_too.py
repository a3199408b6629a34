"""The minimum goes over all clusters, the own one among them.

exercise: silhouette
mistake: own_cluster_as_next
outcome: failed
says: own column
"""
# %% silhouette_code
def silhouette(distances, labels):
    numbers = np.unique(labels)
    members = (labels[:, None] == numbers).astype(float)
    counts = members.sum(axis=0)
    sums = distances @ members
    own = members @ counts

    a = (sums * members).sum(axis=1) / np.maximum(own - 1, 1)
    b = (sums / counts).min(axis=1)
    s = np.zeros(len(labels))
    several = own > 1
    s[several] = (b - a)[several] / np.maximum(a, b)[several]
    return s.mean()
