"""The part of the means is left out.

exercise: expanded_distances
mistake: missing_mean_norm
outcome: failed
says: the part ‖m‖² is missing
"""
# %% expanded_distances_code
def expanded_distances(points, means):
    return np.maximum((points ** 2).sum(axis=1, keepdims=True) - 2 * np.dot(points, means.T), 0)
