"""A constant feature is divided by 0.

exercise: standardise
mistake: constant_is_nan
outcome: failed
says: 0 / 0 is NaN
"""
# %% standardise_code
def standardise(points):
    return (points - points.mean(axis=0)) / points.std(axis=0)
