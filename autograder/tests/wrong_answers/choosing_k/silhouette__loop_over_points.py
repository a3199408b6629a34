"""Right, one point after the other.

exercise: silhouette
mistake: python_loops
outcome: partial
says: 2 Python loops
"""
# %% silhouette_code
def silhouette(distances, labels):
    values = np.zeros(len(labels))
    for i in range(len(labels)):
        own = labels == labels[i]
        if own.sum() == 1:
            continue
        a = distances[i, own].sum() / (own.sum() - 1)
        b = min(distances[i, labels == other].mean() for other in np.unique(labels) if other != labels[i])
        values[i] = (b - a) / max(a, b)
    return values.mean()
