"""Distances to the mean of all points.

exercise: mend_empty
mistake: farthest_from_the_centre
outcome: failed
says: mean of *all* points
"""
# %% mend_empty_code
def mend_empty(points, labels, means):
    empty = np.isnan(means).any(axis=1)
    own = ((points - points.mean(axis=0)) ** 2).sum(axis=1)
    mended = means.copy()
    mended[empty] = points[np.argsort(own)[::-1][: empty.sum()]]
    return mended
