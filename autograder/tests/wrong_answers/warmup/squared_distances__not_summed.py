"""The sum is missing.

exercise: squared_distances
mistake: not_summed
outcome: failed
says: shape (n, k, d)
"""
# %% squared_distances_code
def squared_distances(points, means):
    return (points[:, None, :].astype(float) - means) ** 2
