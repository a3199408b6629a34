"""The new means have another name.

exercise: kmeans
mistake: always_from_the_first_means
outcome: failed
says: which name does the next turn read
"""
# %% kmeans_code
def kmeans(points, means, iterations):
    for _ in range(iterations):
        labels = expanded_distances(points, means).argmin(axis=1)
        new_means = group_means(points, labels, means)
    return new_means
