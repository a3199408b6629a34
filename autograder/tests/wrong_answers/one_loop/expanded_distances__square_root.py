"""A root at the end.

exercise: expanded_distances
mistake: square_root
outcome: failed
"""
# %% expanded_distances_code
def expanded_distances(points, means):
    squares = (points ** 2).sum(axis=1)[:, None] - 2 * points @ means.T + (means ** 2).sum(axis=1)
    return np.sqrt(np.maximum(squares, 0))
