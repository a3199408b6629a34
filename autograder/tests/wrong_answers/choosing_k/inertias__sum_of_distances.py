"""Distances are added without being squared.

exercise: inertias
mistake: distances_not_squared
outcome: failed
"""
# %% inertias_code
def inertias(points, ks):
    values = []
    for k in ks:
        means = kmeans(points, points[:k])
        values.append(np.linalg.norm(points - means[nearest(points, means)], axis=1).sum())
    return np.array(values)
