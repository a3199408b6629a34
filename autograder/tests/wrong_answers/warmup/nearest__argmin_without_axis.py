"""No axis.

exercise: nearest
mistake: argmin_without_axis
outcome: failed
says: without `axis`
"""
# %% nearest_code
def nearest(distances):
    return np.argmin(distances)
