"""`range` from 1.

exercise: kmeans
mistake: one_step_too_few
outcome: failed
says: one iteration too few
"""
# %% kmeans_code
def kmeans(points, means, iterations):
    for i in range(1, iterations):
        labels = np.argmin(expanded_distances(points, means), axis=1)
        means = group_means(points, labels, means)
    return means
