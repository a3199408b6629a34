"""The loop counts from 1 instead of going through ks.

exercise: inertias
mistake: counts_instead_of_ks
outcome: failed
says: how many there are
"""
# %% inertias_code
def inertias(points, ks):
    values = []
    for k in range(1, len(ks) + 1):
        means = kmeans(points, points[:k])
        values.append(((points - means[nearest(points, means)]) ** 2).sum())
    return np.array(values)
