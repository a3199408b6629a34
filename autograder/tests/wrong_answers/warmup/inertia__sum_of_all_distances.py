"""Every point to every mean.

exercise: inertia
mistake: sum_of_all_distances
outcome: failed
says: *all* distances
"""
# %% inertia_code
def inertia(distances):
    return distances.sum()
