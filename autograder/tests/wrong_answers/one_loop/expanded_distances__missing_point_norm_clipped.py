"""The part of the points is left out, and what is negative made 0.

exercise: expanded_distances
mistake: missing_point_norm
outcome: failed
says: the part ‖x‖² is missing
"""
# %% expanded_distances_code
def expanded_distances(points, means):
    return np.clip((means ** 2).sum(axis=1) - 2 * points @ means.T, 0, None)
