"""`norm` without the square.

exercise: expanded_distances
mistake: norms_not_squared
outcome: failed
says: their *squares*
"""
# %% expanded_distances_code
def expanded_distances(points, means):
    x = np.linalg.norm(points, axis=1)[:, None]
    m = np.linalg.norm(means, axis=1)
    return x - 2 * points @ means.T + m
