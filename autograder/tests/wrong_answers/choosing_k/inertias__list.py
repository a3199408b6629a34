"""A list, as it was collected.

exercise: inertias
mistake: wrong_type
outcome: failed
says: one array of a list
"""
# %% inertias_code
def inertias(points, ks):
    found = []
    for k in ks:
        means = kmeans(points, points[:k])
        found.append(float(((points - means[nearest(points, means)]) ** 2).sum()))
    return found
