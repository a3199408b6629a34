"""It leaves the loop when no label changes.

exercise: kmeans
outcome: passed
"""
# %% kmeans_code
def kmeans(points, means, iterations):
    labels = None
    for _ in range(iterations):
        new = expanded_distances(points, means).argmin(axis=1)
        if labels is not None and np.array_equal(new, labels):
            break
        labels = new
        means = group_means(points, labels, means)
    return means
