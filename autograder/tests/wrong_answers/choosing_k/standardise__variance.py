"""Divided by the variance.

exercise: standardise
mistake: variance
outcome: failed
says: divided by the variance
"""
# %% standardise_code
def standardise(points):
    spread = points.var(axis=0)
    spread = np.where(spread == 0, 1, spread)
    return (points - points.mean(axis=0)) / spread
