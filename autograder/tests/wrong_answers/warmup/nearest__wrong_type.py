"""A list.

exercise: nearest
mistake: wrong_type
outcome: failed
says: What makes one array of a list?
"""
# %% nearest_code
def nearest(distances):
    return distances.argmin(axis=1).tolist()
