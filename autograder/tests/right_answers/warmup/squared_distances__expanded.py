"""The binomial formula, with a matrix product.

exercise: squared_distances
outcome: passed
"""
# %% squared_distances_code
def squared_distances(points, means):
    x, m = points.astype(float), means.astype(float)
    return (x**2).sum(axis=1)[:, None] - 2 * x @ m.T + (m**2).sum(axis=1)
