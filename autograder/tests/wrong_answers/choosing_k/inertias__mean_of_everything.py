"""The mean squared error over all coordinates.

exercise: inertias
mistake: mean_of_all_numbers
outcome: failed
says: n × d
"""
# %% inertias_code
def inertias(points, ks):
    result = np.zeros(len(ks))
    for i, k in enumerate(ks):
        means = kmeans(points, points[:k])
        result[i] = np.mean((points - means[nearest(points, means)]) ** 2)
    return result
