"""Negative numbers set to 0 by a mask.

exercise: expanded_distances
outcome: passed
"""
# %% expanded_distances_code
def expanded_distances(points, means):
    d = -2 * points @ means.T
    d += np.linalg.norm(points, axis=1)[:, None] ** 2
    d += np.linalg.norm(means, axis=1) ** 2
    d[d < 0] = 0
    return d
