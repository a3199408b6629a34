"""The means go away instead of the coordinates.

exercise: squared_distances
mistake: sum_over_wrong_axis
outcome: failed
says: axis 1, the means
"""
# %% squared_distances_code
def squared_distances(points, means):
    return ((points[:, None, :].astype(float) - means) ** 2).sum(axis=1)
