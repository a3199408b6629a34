"""The labels for the means.

exercise: kmeans
mistake: returns_labels
outcome: failed
says: The *means* are asked for
"""
# %% kmeans_code
def kmeans(points, means, iterations):
    for _ in range(iterations):
        labels = expanded_distances(points, means).argmin(axis=1)
        means = group_means(points, labels, means)
    return labels
