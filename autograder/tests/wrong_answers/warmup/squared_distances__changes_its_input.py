"""It subtracts in place.

exercise: squared_distances
mistake: changes_its_input
outcome: partial
"""
# %% squared_distances_code
def squared_distances(points, means):
    points = points.astype(float, copy=False)
    means = means.astype(float)
    points -= means[0]
    return ((points[:, None, :].astype(float) - (means - means[0])) ** 2).sum(axis=2)
