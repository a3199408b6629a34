"""The loop of `one_hot` costs points there, and nowhere else."""
# %% one_hot_code
def one_hot(labels, k):
    rows = np.zeros((len(labels), k))
    for i in range(len(labels)):
        rows[i, labels[i]] = 1
    return rows
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
