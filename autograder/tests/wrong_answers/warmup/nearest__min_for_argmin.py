"""The smallest distance instead of its place.

exercise: nearest
mistake: min_for_argmin
outcome: failed
says: smallest distances themselves
"""
# %% nearest_code
def nearest(distances):
    return distances.min(axis=1)
