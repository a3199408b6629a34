"""Points minus means, without asking whose mean.

exercise: inertias
mistake: means_without_labels
outcome: error
says: each point has to meet its own mean
"""
# %% inertias_code
def inertias(points, ks):
    found = []
    for k in ks:
        means = kmeans(points, points[:k])
        found.append(((points - means) ** 2).sum())
    return np.array(found)
