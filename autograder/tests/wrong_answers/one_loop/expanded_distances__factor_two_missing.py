"""The 2 is forgotten.

exercise: expanded_distances
mistake: factor_two_missing
outcome: failed
"""
# %% expanded_distances_code
def expanded_distances(points, means):
    x = np.sum(points ** 2, axis=1)[:, None]
    m = np.sum(means ** 2, axis=1)
    return np.maximum(x - points @ means.T + m, 0)
