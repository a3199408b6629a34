"""The square comes after the sum.

exercise: squared_distances
mistake: squared_after_adding
outcome: failed
says: squared afterwards
"""
# %% squared_distances_code
def squared_distances(points, means):
    return (points[:, None, :].astype(float) - means).sum(axis=2) ** 2
