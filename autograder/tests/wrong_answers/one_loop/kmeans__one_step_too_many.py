"""`while` that counts to the number itself.

exercise: kmeans
mistake: one_step_too_many
outcome: failed
"""
# %% kmeans_code
def kmeans(points, means, iterations):
    i = 0
    while i <= iterations:
        labels = np.argmin(expanded_distances(points, means), axis=1)
        means = group_means(points, labels, means)
        i += 1
    return means
