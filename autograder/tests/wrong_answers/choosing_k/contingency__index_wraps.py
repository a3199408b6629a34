"""Row times width plus column, in uint8.

exercise: contingency
mistake: uint8_wrap_around
outcome: failed
says: 255 is the largest
"""
# %% contingency_code
def contingency(labels, classes):
    k, c = int(labels.max()) + 1, int(classes.max()) + 1
    return np.bincount(labels * c + classes, minlength=k * c).reshape(k, c)
