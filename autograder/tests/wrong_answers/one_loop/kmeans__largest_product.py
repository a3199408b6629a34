"""The product alone says who is near.

exercise: kmeans
mistake: largest_product
outcome: failed
says: largest product
"""
# %% kmeans_code
def kmeans(points, means, iterations):
    for _ in range(iterations):
        labels = (points @ means.T).argmax(axis=1)
        means = group_means(points, labels, means)
    return means
