"""After each mended mean the distances to it count too.

exercise: mend_empty
mistake: measured_anew
outcome: failed
says: from your new mean
"""
# %% mend_empty_code
def mend_empty(points, labels, means):
    mended = means.copy()
    d = ((points - means[labels]) ** 2).sum(axis=1)
    for j in np.flatnonzero(np.isnan(means).any(axis=1)):
        mended[j] = points[d.argmax()]
        d = np.minimum(d, ((points - mended[j]) ** 2).sum(axis=1))
    return mended
