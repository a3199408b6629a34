"""An array of zeros, filled column by column.

exercise: distances_by_mean
outcome: passed
"""
# %% distances_by_mean_code
def distances_by_mean(points, means):
    distances = np.zeros((len(points), len(means)))
    for j, mean in enumerate(means):
        difference = points - mean
        distances[:, j] = np.sum(difference * difference, axis=1)
    return distances
