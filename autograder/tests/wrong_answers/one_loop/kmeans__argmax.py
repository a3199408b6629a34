"""The farthest mean.

exercise: kmeans
mistake: argmax
outcome: failed
"""
# %% kmeans_code
def kmeans(points, means, iterations):
    for _ in range(iterations):
        labels = expanded_distances(points, means).argmax(axis=1)
        means = group_means(points, labels, means)
    return means
