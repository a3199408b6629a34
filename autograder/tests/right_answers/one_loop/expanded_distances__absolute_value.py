"""Tiny negative numbers made positive, by einsum throughout.

exercise: expanded_distances
outcome: passed
"""
# %% expanded_distances_code
def expanded_distances(points, means):
    x = np.einsum("nd,nd->n", points, points)
    m = np.einsum("kd,kd->k", means, means)
    return abs(np.add.outer(x, m) - 2 * np.einsum("nd,kd->nk", points, means))
