"""keepdims, as in another exercise.

exercise: nearest
mistake: kept_axis
outcome: failed
says: (n, 1)
"""
# %% nearest_code
def nearest(distances):
    return distances.argmin(axis=1, keepdims=True)
