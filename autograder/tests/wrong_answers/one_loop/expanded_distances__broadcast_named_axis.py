"""A new axis, and a name for the points that have it.

exercise: expanded_distances
mistake: broadcast
outcome: partial
says: 627 MB
"""
# %% expanded_distances_code
def expanded_distances(points, means):
    x = points[:, None]
    return np.linalg.norm(x - means, axis=2) ** 2
