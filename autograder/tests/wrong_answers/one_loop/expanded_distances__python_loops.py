"""It calls the function with the loop.

exercise: expanded_distances
mistake: python_loops
outcome: partial
says: where none is needed
"""
# %% expanded_distances_code
def expanded_distances(points, means):
    return distances_by_mean(points, means)
# %% distances_by_mean_code
def distances_by_mean(points, means):
    return np.stack([((points - mean) ** 2).sum(axis=1) for mean in means], axis=1)
