"""A one-hot matrix of the labels that occur."""
# %% silhouette_code
def silhouette(distances, labels):
    _, renumbered, counts = np.unique(labels, return_inverse=True, return_counts=True)
    n = len(labels)
    rows = np.arange(n)
    one_hot = np.eye(len(counts))[renumbered]
    sums = distances @ one_hot
    size = counts[renumbered]
    a = sums[rows, renumbered] / np.maximum(size - 1, 1)
    others = sums / counts
    others[rows, renumbered] = np.inf
    b = others.min(axis=1)
    s = (b - a) / np.maximum(a, b)
    s[size == 1] = 0
    return float(s.mean())
