"""The product the other way round.

exercise: group_means
mistake: sums_transposed
outcome: failed
says: shape (d, k)
"""
# %% group_means_code
def group_means(points, labels, means):
    members = one_hot(labels, len(means))
    counts = members.sum(axis=0)
    return np.where(counts > 0, points.T @ members / np.maximum(counts, 1), means.T)
