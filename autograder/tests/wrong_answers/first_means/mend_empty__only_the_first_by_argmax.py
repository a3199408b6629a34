"""The first empty cluster is looked for with argmax, which finds 0 where there is none.

exercise: mend_empty
mistake: only_the_first
outcome: failed
says: only the first
"""
# %% mend_empty_code
def mend_empty(points, labels, means):
    mended = means.copy()
    d = ((points - means[labels]) ** 2).sum(axis=1)
    mended[np.isnan(means).any(axis=1).argmax()] = points[d.argmax()]
    return mended
