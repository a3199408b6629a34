"""Distances to the nearest mean that is a number.

exercise: mend_empty
mistake: farthest_from_the_nearest
outcome: failed
says: whose *label* it has
"""
# %% mend_empty_code
def mend_empty(points, labels, means):
    empty = np.isnan(means).any(axis=1)
    own = squared_distances(points, means[~empty]).min(axis=1)
    mended = means.copy()
    mended[empty] = points[np.argsort(own)[::-1][: empty.sum()]]
    return mended
