"""The fast one: points whose label can not have changed are left out.

exercise: kmeans
outcome: passed
"""
# %% kmeans_code
def kmeans(points, means, iterations):
    return fast_kmeans(points, means, iterations)
