"""Ten iterations, which were enough in 02.

exercise: inertias
mistake: stops_early
outcome: failed
says: within 10 iterations
"""
# %% inertias_code
def inertias(points, ks):
    found = []
    for k in ks:
        means = kmeans(points, points[:k], 10)
        found.append(((points - means[nearest(points, means)]) ** 2).sum())
    return np.array(found)
