"""The notebook's own start, in place of the means that come in.

exercise: kmeans
mistake: uses_start
outcome: error
says: comes from the notebook
"""
# %% kmeans_code
start = np.zeros((10, 784))


def kmeans(points, means, iterations):
    means = start
    for _ in range(iterations):
        labels = expanded_distances(points, means).argmin(axis=1)
        means = group_means(points, labels, means)
    return means
