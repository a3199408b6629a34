"""The differences, shape (n, k, d), behind a name.

exercise: expanded_distances
mistake: broadcast
outcome: partial
says: (n, k, d)
"""
# %% expanded_distances_code
def expanded_distances(points, means):
    difference = points[:, np.newaxis] - means
    return np.einsum("nkd,nkd->nk", difference, difference)
