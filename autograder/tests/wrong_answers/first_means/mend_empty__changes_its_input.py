"""It writes into the means that it was given.

exercise: mend_empty
mistake: changes_its_input
outcome: partial
says: `means`
"""
# %% mend_empty_code
def mend_empty(points, labels, means):
    empty = np.isnan(means).any(axis=1)
    own = ((points - means[labels]) ** 2).sum(axis=1)
    mended = means
    mended[empty] = points[np.argsort(own)[::-1][: empty.sum()]]
    return mended
