"""The farthest point goes to every empty cluster.

exercise: mend_empty
mistake: same_point_for_all
outcome: failed
says: got the same point
"""
# %% mend_empty_code
def mend_empty(points, labels, means):
    empty = np.isnan(means).any(axis=1)
    own = ((points - means[labels]) ** 2).sum(axis=1)
    mended = means.copy()
    mended[empty] = points[own.argmax()]
    return mended
