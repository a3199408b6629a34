"""Right, upon means of groups that rest on one-hot rows of shape (k, n).

exercise: kmeans
mistake: group_means_not_right
outcome: failed
says: `kmeans` builds on `group_means`
"""
# %% one_hot_code
def one_hot(labels, k):
    return (labels == np.arange(k)[:, None]) * 1.0
# %% group_means_code
def group_means(points, labels, means):
    members = one_hot(labels, len(means))
    counts = members.sum(axis=0)[:, None]
    return np.where(counts > 0, members.T @ points / np.maximum(counts, 1), means)
# %% kmeans_code
def kmeans(points, means, iterations):
    for _ in range(iterations):
        labels = expanded_distances(points, means).argmin(axis=1)
        means = group_means(points, labels, means)
    return means
