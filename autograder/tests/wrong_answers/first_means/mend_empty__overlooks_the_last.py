"""bincount without the number of clusters.

exercise: mend_empty
mistake: overlooks_the_last
outcome: failed
says: Which parameter
"""
# %% mend_empty_code
def mend_empty(points, labels, means):
    empty = np.flatnonzero(np.bincount(labels) == 0)
    own = ((points - means[labels]) ** 2).sum(axis=1)
    mended = means.copy()
    mended[empty] = points[np.argsort(-own)[: len(empty)]]
    return mended
