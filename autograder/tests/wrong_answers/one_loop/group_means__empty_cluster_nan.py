"""Divided by the counts as they are.

exercise: group_means
mistake: empty_cluster_nan
outcome: failed
says: `nan`
"""
# %% group_means_code
def group_means(points, labels, means):
    members = one_hot(labels, len(means))
    return members.T @ points / members.sum(axis=0)[:, None]
