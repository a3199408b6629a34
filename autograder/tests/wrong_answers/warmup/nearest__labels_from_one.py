"""Means counted from 1.

exercise: nearest
mistake: labels_from_one
outcome: failed
says: one too large
"""
# %% nearest_code
def nearest(distances):
    return distances.argmin(axis=1) + 1
