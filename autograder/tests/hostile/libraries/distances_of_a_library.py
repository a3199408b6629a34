"""A function lets SciPy compute the distances, imported inside it.

assignment: 01_numpy_warmup
points: nearest 3
mistake: squared_distances library
"""
# %% squared_distances_code
def squared_distances(points, means):
    from scipy.spatial.distance import cdist
    return cdist(points, means, "sqeuclidean")
# %% nearest_code
def nearest(distances):
    return distances.argmin(axis=1)
