"""The number of points in place of their share.

exercise: purity
mistake: not_divided
outcome: failed
says: Which share
"""
# %% purity_code
def purity(labels, classes):
    return contingency(labels, classes).max(axis=1).sum()
