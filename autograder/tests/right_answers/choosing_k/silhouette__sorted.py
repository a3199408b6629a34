"""Points sorted by label, and sums of stretches."""
# %% silhouette_code
def silhouette(distances, labels):
    order = np.argsort(labels, kind="stable")
    _, first, counts = np.unique(labels[order], return_index=True, return_counts=True)
    ranked = distances[order][:, order]
    sums = np.add.reduceat(ranked, first, axis=1)
    cluster = np.repeat(np.arange(len(counts)), counts)
    rows = np.arange(len(labels))
    size = counts[cluster]
    a = sums[rows, cluster] / np.where(size > 1, size - 1, 1)
    means = sums / counts
    means[rows, cluster] = np.inf
    b = means.min(axis=1)
    values = np.where(size > 1, (b - a) / np.maximum(a, b), 0.0)
    return values.sum() / len(values)
