"""scikit-learn's own silhouette, found by a name that is put together.

assignment: 05_choosing_k
points: purity 2
mistake: silhouette library
"""
# %% silhouette_code
def silhouette(distances, labels):
    metrics = __import__("skl" + "earn.metrics", fromlist=["x"])
    return float(metrics.silhouette_score(distances, labels, metric="precomputed"))
# %% contingency_code
def contingency(labels, classes):
    return np.zeros(1)
# %% purity_code
def purity(labels, classes):
    table = np.zeros((int(labels.max()) + 1, int(classes.max()) + 1))
    np.add.at(table, (labels, classes), 1)
    return table.max(axis=1).sum() / len(labels)
