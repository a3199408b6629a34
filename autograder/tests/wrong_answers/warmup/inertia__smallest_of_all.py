"""min without an axis.

exercise: inertia
mistake: smallest_of_all
outcome: failed
says: a single point
"""
# %% inertia_code
def inertia(distances):
    return distances.min().sum()
