"""The number of iterations of 02, by habit.

exercise: kmeans
mistake: twenty_iterations
outcome: failed
says: however many are asked for
"""
# %% kmeans_code
def kmeans(points, means, iterations):
    for _ in range(20):
        labels = expanded_distances(points, means).argmin(axis=1)
        means = group_means(points, labels, means)
    return means
