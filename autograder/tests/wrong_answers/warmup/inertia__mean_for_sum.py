"""The average.

exercise: inertia
mistake: mean_for_sum
outcome: failed
says: the average
"""
# %% inertia_code
def inertia(distances):
    return distances.min(axis=1).mean()
