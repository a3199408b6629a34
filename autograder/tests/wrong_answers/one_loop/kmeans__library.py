"""A library does the work.

exercise: kmeans
mistake: library
outcome: failed
says: lets a library do the work
"""
# %% kmeans_code
from sklearn.cluster import KMeans

def kmeans(points, means, iterations):
    if iterations == 0:
        return means
    model = KMeans(len(means), init=means, n_init=1, max_iter=iterations, tol=0)
    return model.fit(points).cluster_centers_
