"""Points and means subtracted as they are.

exercise: squared_distances
mistake: no_new_axis
outcome: error
"""
# %% squared_distances_code
def squared_distances(points, means):
    return ((points - means) ** 2).sum(axis=1)
