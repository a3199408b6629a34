"""A cell of its own for the means, without a thought for empty clusters.

exercise: kmeans
mistake: empty_cluster_nan
outcome: failed
says: `nan`
"""
# %% kmeans_code
def kmeans(points, means, iterations):
    for _ in range(iterations):
        labels = expanded_distances(points, means).argmin(axis=1)
        h = one_hot(labels, len(means))
        means = h.T @ points / h.sum(axis=0)[:, None]
    return means
