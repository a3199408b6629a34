"""The product the other way round.

exercise: expanded_distances
mistake: distances_transposed
outcome: failed
"""
# %% expanded_distances_code
def expanded_distances(points, means):
    x = (points ** 2).sum(axis=1)
    m = (means ** 2).sum(axis=1)[:, None]
    return np.maximum(m - 2 * means @ points.T + x, 0)
