"""One column for every number up to the largest label.

exercise: silhouette
mistake: empty_cluster
outcome: failed
says: labels that occur
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
    means = sums / counts
    means[rows, labels] = np.inf
    b = means.min(axis=1)
    return np.where(own > 1, (b - a) / np.maximum(a, b), 0).mean()
