"""The wrong end of argsort.

exercise: mend_empty
mistake: nearest_point
outcome: failed
says: at which end
"""
# %% mend_empty_code
def mend_empty(points, labels, means):
    empty = np.isnan(means).any(axis=1)
    own = ((points - means[labels]) ** 2).sum(axis=1)
    mended = means.copy()
    mended[empty] = points[np.argsort(own)[: empty.sum()]]
    return mended
