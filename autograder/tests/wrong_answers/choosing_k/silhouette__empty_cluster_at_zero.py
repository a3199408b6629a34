"""An empty cluster is at distance 0 from everything.

exercise: silhouette
mistake: empty_cluster
outcome: failed
says: at distance 0
"""
# %% silhouette_code
def silhouette(distances, labels):
    k = int(labels.max()) + 1
    one_hot = np.eye(k)[labels]
    counts = one_hot.sum(axis=0)
    sums = distances @ one_hot
    own = counts[labels]
    rows = np.arange(len(labels))
    a = sums[rows, labels] / np.maximum(own - 1, 1)
    means = sums / np.maximum(counts, 1)
    means[rows, labels] = np.inf
    b = means.min(axis=1)
    return np.where(own > 1, (b - a) / np.maximum(a, b), 0).mean()
