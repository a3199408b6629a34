"""A loop over points inside the loop over means.

exercise: distances_by_mean
mistake: python_loops
outcome: partial
says: 2 Python loops where one is enough
"""
# %% distances_by_mean_code
def distances_by_mean(points, means):
    distances = np.zeros((len(points), len(means)))
    for i in range(len(points)):
        for j in range(len(means)):
            distances[i, j] = np.sum((points[i] - means[j]) ** 2)
    return distances
