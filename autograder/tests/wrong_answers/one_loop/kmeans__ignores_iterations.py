"""No loop at all.

exercise: kmeans
mistake: ignores_iterations
outcome: failed
says: whatever `iterations` is
"""
# %% kmeans_code
def kmeans(points, means, iterations):
    labels = expanded_distances(points, means).argmin(axis=1)
    return group_means(points, labels, means)
