"""Only the clusters that have points.

exercise: group_means
mistake: empty_cluster_left_out
outcome: failed
says: has no row here
"""
# %% group_means_code
def group_means(points, labels, means):
    members = one_hot(labels, len(means))
    counts = members.sum(axis=0)
    filled = counts > 0
    return (members.T @ points)[filled] / counts[filled, None]
