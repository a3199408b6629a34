"""NaN is replaced by 0.

exercise: mend_empty
mistake: zeros_for_nan
outcome: failed
says: at the origin
"""
# %% mend_empty_code
def mend_empty(points, labels, means):
    return np.nan_to_num(means)
