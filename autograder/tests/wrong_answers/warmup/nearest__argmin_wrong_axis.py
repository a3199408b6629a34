"""Along the points.

exercise: nearest
mistake: argmin_wrong_axis
outcome: failed
says: nearest *points*
"""
# %% nearest_code
def nearest(distances):
    return distances.argmin(axis=0)
