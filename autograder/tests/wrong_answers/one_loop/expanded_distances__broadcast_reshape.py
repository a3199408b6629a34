"""A new axis by `reshape`.

exercise: expanded_distances
mistake: broadcast
outcome: partial
says: 627 MB
"""
# %% expanded_distances_code
def expanded_distances(points, means):
    n, d = points.shape
    return ((points.reshape(n, 1, d) - means) ** 2).sum(axis=2)
