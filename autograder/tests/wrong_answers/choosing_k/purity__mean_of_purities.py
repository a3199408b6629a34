"""The mean of the clusters' own purities.

exercise: purity
mistake: mean_of_clusters
outcome: failed
says: weighs as much
"""
# %% purity_code
def purity(labels, classes):
    table = contingency(labels, classes)
    table = table[table.sum(axis=1) > 0]
    return (table.max(axis=1) / table.sum(axis=1)).mean()
