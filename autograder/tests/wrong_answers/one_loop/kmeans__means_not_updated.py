"""What `group_means` gives is not kept.

exercise: kmeans
mistake: means_not_updated
outcome: failed
says: the means that came in
"""
# %% kmeans_code
def kmeans(points, means, iterations):
    for _ in range(iterations):
        labels = expanded_distances(points, means).argmin(axis=1)
        group_means(points, labels, means)
    return means
