"""K-means is called for a single iteration.

exercise: inertias
mistake: one_iteration
outcome: failed
says: after a single iteration
"""
# %% inertias_code
def inertias(points, ks):
    found = []
    for k in ks:
        means = kmeans(points, points[:k], iterations=1)
        found.append(((points - means[nearest(points, means)]) ** 2).sum())
    return np.array(found)
