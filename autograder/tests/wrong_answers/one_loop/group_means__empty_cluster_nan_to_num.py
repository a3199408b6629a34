"""`nan` made 0, where the mean should stay.

exercise: group_means
mistake: empty_cluster_at_zero
outcome: failed
"""
# %% group_means_code
def group_means(points, labels, means):
    members = one_hot(labels, len(means))
    with np.errstate(invalid="ignore"):
        return np.nan_to_num(members.T @ points / members.sum(axis=0)[:, None])
