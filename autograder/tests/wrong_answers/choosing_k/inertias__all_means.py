"""Every point is measured against every mean.

exercise: inertias
mistake: distances_to_all_means
outcome: failed
says: not only to the nearest one
"""
# %% inertias_code
def inertias(points, ks):
    values = []
    for k in ks:
        means = kmeans(points, points[:k])
        values.append(((points[:, None, :] - means) ** 2).sum())
    return np.array(values)
