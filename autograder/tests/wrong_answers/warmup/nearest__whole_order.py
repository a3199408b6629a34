"""argsort gives the whole order.

exercise: nearest
mistake: whole_order
outcome: failed
says: the nearest first
"""
# %% nearest_code
def nearest(distances):
    return np.argsort(distances, axis=1)
