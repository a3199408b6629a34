"""The first k points are taken for the final means.

exercise: inertias
mistake: inertia_of_the_start
outcome: failed
says: before any mean has moved
"""
# %% inertias_code
def inertias(points, ks):
    found = []
    for k in ks:
        means = points[:k]
        found.append(((points - means[nearest(points, means)]) ** 2).sum())
    return np.array(found)
