"""A sum without an axis.

exercise: squared_distances
mistake: sum_over_everything
outcome: failed
says: one number
"""
# %% squared_distances_code
def squared_distances(points, means):
    return ((points[:, None, :].astype(float) - means) ** 2).sum()
