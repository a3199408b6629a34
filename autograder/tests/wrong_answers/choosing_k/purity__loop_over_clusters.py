"""Right, one cluster after the other.

exercise: purity
mistake: python_loops
outcome: partial
says: one Python loop
"""
# %% purity_code
def purity(labels, classes):
    right = 0
    for label in np.unique(labels):
        right += np.bincount(classes[labels == label]).max()
    return right / len(labels)
