"""From 0 to 1.

exercise: standardise
mistake: smallest_to_largest
outcome: failed
says: range from 0 to 1
"""
# %% standardise_code
def standardise(points):
    low, high = points.min(axis=0).astype(float), points.max(axis=0).astype(float)
    return (points - low) / np.where(high > low, high - low, 1)
