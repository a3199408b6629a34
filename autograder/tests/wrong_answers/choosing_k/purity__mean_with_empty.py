"""The same, with an empty cluster that makes it NaN.

exercise: purity
mistake: mean_of_clusters
outcome: failed
says: makes it NaN
"""
# %% purity_code
def purity(labels, classes):
    table = contingency(labels, classes)
    return np.mean(table.max(axis=1) / table.sum(axis=1))
