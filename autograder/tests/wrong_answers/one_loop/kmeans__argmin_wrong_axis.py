"""Each mean chooses its nearest point.

exercise: kmeans
mistake: argmin_wrong_axis
outcome: error
says: each *mean* chooses
"""
# %% kmeans_code
def kmeans(points, means, iterations):
    for _ in range(iterations):
        labels = expanded_distances(points, means).argmin(axis=0)
        means = group_means(points, labels, means)
    return means
