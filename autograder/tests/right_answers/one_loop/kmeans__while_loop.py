"""A loop that counts down, all in one body.

exercise: kmeans
outcome: passed
"""
# %% kmeans_code
def kmeans(points, means, iterations):
    means = np.array(means)
    while iterations > 0:
        scores = (means ** 2).sum(axis=1) - 2 * points @ means.T
        h = np.eye(len(means))[scores.argmin(axis=1)]
        n = h.sum(axis=0)
        means[n > 0] = (h.T @ points)[n > 0] / n[n > 0, None]
        iterations -= 1
    return means
