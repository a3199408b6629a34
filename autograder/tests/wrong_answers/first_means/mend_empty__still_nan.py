"""NaN is looked for with ==, and never found.

exercise: mend_empty
mistake: still_nan
outcome: failed
says: NaN == NaN
"""
# %% mend_empty_code
def mend_empty(points, labels, means):
    mended = means.copy()
    own = ((points - means[labels]) ** 2).sum(axis=1)
    for j in range(len(means)):
        if (means[j] == np.nan).any():
            mended[j] = points[own.argmax()]
    return mended
