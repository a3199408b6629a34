"""The maximum goes along the wrong axis.

exercise: purity
mistake: largest_of_each_class
outcome: failed
says: along which axis
"""
# %% purity_code
def purity(labels, classes):
    return contingency(labels, classes).max(axis=0).sum() / len(labels)
