"""The squares are added over the points.

exercise: expanded_distances
mistake: norms_over_wrong_axis
outcome: error
says: over the points
"""
# %% expanded_distances_code
def expanded_distances(points, means):
    x = (points ** 2).sum(axis=0)[:, None]
    m = (means ** 2).sum(axis=0)
    return x - 2 * points @ means.T + m
