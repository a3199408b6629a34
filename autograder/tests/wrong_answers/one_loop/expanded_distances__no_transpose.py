"""The means are not transposed.

exercise: expanded_distances
mistake: no_transpose
outcome: failed
says: In `A @ B`
"""
# %% expanded_distances_code
def expanded_distances(points, means):
    x = (points ** 2).sum(axis=1)[:, None]
    m = (means ** 2).sum(axis=1)
    return x - 2 * (points @ means) + m
