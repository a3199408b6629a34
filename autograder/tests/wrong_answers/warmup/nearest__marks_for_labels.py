"""Zeros and ones instead of numbers.

exercise: nearest
mistake: marks_for_labels
outcome: failed
says: marks the nearest
"""
# %% nearest_code
def nearest(distances):
    return distances == distances.min(axis=1)[:, None]
