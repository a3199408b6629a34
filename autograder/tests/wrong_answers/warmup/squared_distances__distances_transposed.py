"""The new axis stands before the points instead of behind them.

exercise: squared_distances
mistake: distances_transposed
outcome: failed
"""
# %% squared_distances_code
def squared_distances(points, means):
    return ((points[None, :, :].astype(float) - means[:, None, :]) ** 2).sum(axis=2)
