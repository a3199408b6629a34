"""A standard deviation of exactly 0 is looked for.

exercise: standardise
mistake: rounding
outcome: partial
says: 1e-17
"""
# %% standardise_code
def standardise(points):
    spread = points.std(axis=0)
    spread[spread == 0] = 1
    return (points - points.mean(axis=0)) / spread
