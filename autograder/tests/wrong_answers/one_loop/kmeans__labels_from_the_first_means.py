"""The points choose once.

exercise: kmeans
mistake: labels_from_the_first_means
outcome: failed
says: before the loop
"""
# %% kmeans_code
def kmeans(points, means, iterations):
    labels = expanded_distances(points, means).argmin(axis=1)
    for _ in range(iterations):
        means = group_means(points, labels, means)
    return means
