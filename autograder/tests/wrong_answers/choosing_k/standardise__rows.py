"""Each point is standardised.

exercise: standardise
mistake: each_point
outcome: failed
says: each *point*
"""
# %% standardise_code
def standardise(points):
    mean = points.mean(axis=1, keepdims=True)
    spread = points.std(axis=1, keepdims=True)
    return (points - mean) / np.where(spread == 0, 1, spread)
