"""The loop goes over the points.

exercise: distances_by_mean
outcome: passed
"""
# %% distances_by_mean_code
def distances_by_mean(points, means):
    return np.array([((means - point) ** 2).sum(axis=1) for point in points])
