"""Axes kept by `keepdims`, clipped by `clip`.

exercise: expanded_distances
outcome: passed
"""
# %% expanded_distances_code
def expanded_distances(points, means):
    x = np.sum(points ** 2, axis=1, keepdims=True)
    m = np.sum(means ** 2, axis=1, keepdims=True).T
    return np.clip(x - 2 * np.dot(points, means.T) + m, 0, None)
