"""The mean of the largest counts.

exercise: purity
mistake: divided_by_clusters
outcome: failed
says: divided by k
"""
# %% purity_code
def purity(labels, classes):
    return contingency(labels, classes).max(axis=1).mean()
