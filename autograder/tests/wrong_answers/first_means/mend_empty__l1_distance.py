"""Absolute differences are added.

exercise: mend_empty
mistake: l1_distance
outcome: failed
says: absolute differences
"""
# %% mend_empty_code
def mend_empty(points, labels, means):
    empty = np.isnan(means).any(axis=1)
    own = np.abs(points - means[labels]).sum(axis=1)
    mended = means.copy()
    mended[empty] = points[np.argsort(own)[::-1][: empty.sum()]]
    return mended
