"""The part of the points is left out, as for argmin.

exercise: expanded_distances
mistake: missing_point_norm
outcome: failed
says: the part ‖x‖² is missing
"""
# %% expanded_distances_code
def expanded_distances(points, means):
    return (means ** 2).sum(axis=1) - 2 * points @ means.T
