"""The root of the sum.

exercise: squared_distances
mistake: square_root
outcome: failed
says: the *squared* ones
"""
# %% squared_distances_code
def squared_distances(points, means):
    return np.sqrt(((points[:, None].astype(float) - means) ** 2).sum(axis=-1))
