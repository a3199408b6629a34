"""Every difference at once: large, and right.

exercise: kmeans
outcome: passed
"""
# %% kmeans_code
def kmeans(points, means, iterations):
    for _ in range(iterations):
        labels = ((points[:, None] - means) ** 2).sum(axis=-1).argmin(axis=-1)
        means = group_means(points, labels, means)
    return means
