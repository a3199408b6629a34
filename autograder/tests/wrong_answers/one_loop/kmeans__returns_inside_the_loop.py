"""The `return` is indented too far.

exercise: kmeans
mistake: returns_inside_the_loop
outcome: failed
says: Only the first iteration counts
"""
# %% kmeans_code
def kmeans(points, means, iterations):
    for _ in range(iterations):
        labels = expanded_distances(points, means).argmin(axis=1)
        means = group_means(points, labels, means)
        return means
