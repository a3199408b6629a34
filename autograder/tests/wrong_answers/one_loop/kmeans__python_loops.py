"""Distances with a loop of their own.

exercise: kmeans
mistake: python_loops
outcome: partial
says: 2 Python loops where one is enough
"""
# %% kmeans_code
def kmeans(points, means, iterations):
    for _ in range(iterations):
        labels = distances_by_mean(points, means).argmin(axis=1)
        means = group_means(points, labels, means)
    return means
# %% distances_by_mean_code
def distances_by_mean(points, means):
    return np.stack([((points - mean) ** 2).sum(axis=1) for mean in means], axis=1)
