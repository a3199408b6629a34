"""The array to fill holds integers.

exercise: distances_by_mean
mistake: whole_numbers
outcome: failed
says: cut to whole numbers
"""
# %% distances_by_mean_code
def distances_by_mean(points, means):
    distances = np.full((len(points), len(means)), 0)
    for j in range(len(means)):
        distances[:, j] = ((points - means[j]) ** 2).sum(axis=1)
    return distances
