"""A library's distances.

exercise: squared_distances
mistake: library
outcome: failed
says: lets a library do the work
"""
# %% squared_distances_code
from scipy.spatial.distance import cdist


def squared_distances(points, means):
    return cdist(points, means, "sqeuclidean")
