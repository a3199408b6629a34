"""Sums for means.

exercise: kmeans
mistake: sum_without_dividing
outcome: failed
"""
# %% kmeans_code
def kmeans(points, means, iterations):
    for _ in range(iterations):
        labels = expanded_distances(points, means).argmin(axis=1)
        means = one_hot(labels, len(means)).T @ points
    return means
