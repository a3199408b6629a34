"""The squares are added over whole arrays.

exercise: expanded_distances
mistake: norms_of_everything
outcome: failed
says: over the whole array
"""
# %% expanded_distances_code
def expanded_distances(points, means):
    return np.maximum(np.sum(points ** 2) - 2 * points @ means.T + np.sum(means ** 2), 0)
