"""Right, with a loop over the means.

exercise: squared_distances
mistake: python_loops
outcome: partial
"""
# %% squared_distances_code
def squared_distances(points, means):
    return np.stack([((points.astype(float) - m) ** 2).sum(axis=1) for m in means], axis=1)
