"""The smallest of distances of which some are NaN.

exercise: mend_empty
mistake: distance_to_nothing
outcome: failed
says: stops at the first
"""
# %% mend_empty_code
def mend_empty(points, labels, means):
    own = squared_distances(points, means).min(axis=1)
    mended = means.copy()
    for j in range(len(means)):
        if np.isnan(means[j]).any():
            mended[j] = points[own.argmax()]
    return mended
