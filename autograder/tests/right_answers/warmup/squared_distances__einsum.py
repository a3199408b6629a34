"""One einsum over the differences.

exercise: squared_distances
outcome: passed
"""
# %% squared_distances_code
def squared_distances(points, means):
    d = points[:, np.newaxis].astype(np.float64) - means[np.newaxis]
    return np.einsum('nkd,nkd->nk', d, d)
