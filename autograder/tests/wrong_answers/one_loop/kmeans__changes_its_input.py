"""The means are overwritten where they lie.

exercise: kmeans
mistake: changes_its_input
outcome: partial
says: `means`
"""
# %% kmeans_code
def kmeans(points, means, iterations):
    for _ in range(iterations):
        labels = expanded_distances(points, means).argmin(axis=1)
        means[:] = group_means(points, labels, means)
    return means
