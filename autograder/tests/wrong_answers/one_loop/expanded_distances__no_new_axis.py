"""The numbers of the points are laid along the means.

exercise: expanded_distances
mistake: no_new_axis
outcome: error
says: Where does a new axis go
"""
# %% expanded_distances_code
def expanded_distances(points, means):
    x = (points ** 2).sum(axis=1)
    m = (means ** 2).sum(axis=1)
    return np.maximum(x - 2 * points @ means.T + m, 0)
