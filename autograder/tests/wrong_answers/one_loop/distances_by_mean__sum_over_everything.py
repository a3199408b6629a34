"""`sum` without an axis adds up all points.

exercise: distances_by_mean
mistake: sum_over_everything
outcome: failed
says: over all points
"""
# %% distances_by_mean_code
def distances_by_mean(points, means):
    distances = np.zeros((len(points), len(means)))
    for j in range(len(means)):
        distances[:, j] = np.sum((points - means[j]) ** 2)
    return distances
