"""Labels are compared with digits.

exercise: purity
mistake: labels_equal_classes
outcome: failed
says: only a name
"""
# %% purity_code
def purity(labels, classes):
    return np.mean(labels == classes)
