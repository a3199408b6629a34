"""The `return` is indented too far.

exercise: distances_by_mean
mistake: returns_inside_the_loop
outcome: failed
says: Only the first column
"""
# %% distances_by_mean_code
def distances_by_mean(points, means):
    distances = np.zeros((points.shape[0], means.shape[0]))
    for j in range(means.shape[0]):
        distances[:, j] = np.sum((points - means[j]) ** 2, axis=1)
        return distances
