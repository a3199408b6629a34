"""The means become floats, the points are repeated for each.

exercise: squared_distances
outcome: passed
"""
# %% squared_distances_code
def squared_distances(points, means):
    n, k = len(points), len(means)
    pairs = np.repeat(points, k, axis=0).astype(float) - np.tile(means, (n, 1))
    return np.square(pairs).sum(axis=1).reshape(n, k)
