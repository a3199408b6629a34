"""Whole numbers with a sign, and without a fraction.

exercise: squared_distances
mistake: whole_numbers
outcome: failed
says: 0.9 counts as 0
"""
# %% squared_distances_code
def squared_distances(points, means):
    return ((points[:, None, :].astype(int) - means.astype(int)) ** 2).sum(axis=2)
