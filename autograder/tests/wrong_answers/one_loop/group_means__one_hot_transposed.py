"""Right, upon one-hot rows of shape (k, n).

exercise: group_means
mistake: one_hot_not_right
outcome: failed
says: What does its own check say?
"""
# %% one_hot_code
def one_hot(labels, k):
    return (labels == np.arange(k)[:, None]) * 1.0
# %% group_means_code
def group_means(points, labels, means):
    members = one_hot(labels, len(means))
    counts = members.sum(axis=0)[:, None]
    return np.where(counts > 0, members.T @ points / np.maximum(counts, 1), means)
