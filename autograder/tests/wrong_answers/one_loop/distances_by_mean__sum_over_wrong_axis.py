"""The sum goes over the points.

exercise: distances_by_mean
mistake: sum_over_wrong_axis
outcome: failed
says: axis 0
"""
# %% distances_by_mean_code
def distances_by_mean(points, means):
    return np.stack([((points - mean) ** 2).sum(axis=0) for mean in means])
