"""The sign of the middle part.

exercise: expanded_distances
mistake: plus_for_minus
outcome: failed
says: ‖x + m‖²
"""
# %% expanded_distances_code
def expanded_distances(points, means):
    x = (points ** 2).sum(axis=1)[:, None]
    m = (means ** 2).sum(axis=1)[None, :]
    return x + 2 * points @ means.T + m
