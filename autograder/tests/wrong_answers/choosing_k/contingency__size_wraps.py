"""Pairs as one number, and a table whose size wraps around.

exercise: contingency
mistake: uint8_wrap_around
outcome: error
says: Right for ordinary whole numbers
"""
# %% contingency_code
def contingency(labels, classes):
    k, c = labels.max() + 1, classes.max() + 1
    return np.bincount(labels * c + classes, minlength=k * c).reshape(k, c)
