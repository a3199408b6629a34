"""The number of means, where the means should stand.

exercise: inertias
mistake: number_for_start
outcome: error
says: needs the *means* to start from
"""
# %% inertias_code
def inertias(points, ks):
    found = []
    for k in ks:
        means = kmeans(points, k)
        found.append(((points - means[nearest(points, means)]) ** 2).sum())
    return np.array(found)
