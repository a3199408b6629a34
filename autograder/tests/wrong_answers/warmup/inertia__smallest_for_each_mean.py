"""The wrong axis.

exercise: inertia
mistake: smallest_for_each_mean
outcome: failed
says: for each *mean*
"""
# %% inertia_code
def inertia(distances):
    return distances.min(axis=0).sum()
