"""Only the first empty cluster is mended.

exercise: mend_empty
mistake: only_the_first
outcome: failed
says: only the first
"""
# %% mend_empty_code
def mend_empty(points, labels, means):
    mended = means.copy()
    d = ((points - means[labels]) ** 2).sum(axis=1)
    empty = np.flatnonzero(np.isnan(means).any(axis=1))
    if len(empty):
        mended[empty[0]] = points[d.argmax()]
    return mended
