"""The division is saved, the mean is not.

exercise: group_means
mistake: empty_cluster_at_zero
outcome: failed
says: jumps to 0
"""
# %% group_means_code
def group_means(points, labels, means):
    members = one_hot(labels, len(means))
    counts = np.maximum(members.sum(axis=0), 1)
    return (members.T @ points) / counts[:, None]
