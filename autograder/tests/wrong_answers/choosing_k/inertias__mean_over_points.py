"""The mean of the squared distances in place of their sum.

exercise: inertias
mistake: mean_for_sum
outcome: failed
says: divided by the number of points
"""
# %% inertias_code
def inertias(points, ks):
    result = np.zeros(len(ks))
    for i, k in enumerate(ks):
        means = kmeans(points, points[:k])
        squared = ((points - means[nearest(points, means)]) ** 2).sum(axis=1)
        result[i] = squared.mean()
    return result
