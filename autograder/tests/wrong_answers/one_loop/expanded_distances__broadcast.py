"""The differences of 01, shape (n, k, d).

exercise: expanded_distances
mistake: broadcast
outcome: partial
says: 627 MB
"""
# %% expanded_distances_code
def expanded_distances(points, means):
    return ((points[:, None, :] - means[None, :, :]) ** 2).sum(axis=2)
