"""A library, imported inside of the function.

exercise: kmeans
mistake: library
outcome: failed
says: lets a library do the work
"""
# %% kmeans_code
def kmeans(points, means, iterations):
    from sklearn.cluster import KMeans

    if iterations == 0:
        return means
    return KMeans(len(means), init=means, n_init=1, max_iter=iterations, tol=0).fit(points).cluster_centers_
