"""Absolute values instead of squares.

exercise: squared_distances
mistake: l1_distance
outcome: failed
says: made positive and added
"""
# %% squared_distances_code
def squared_distances(points, means):
    return np.abs(points[:, None, :].astype(float) - means).sum(axis=2)
