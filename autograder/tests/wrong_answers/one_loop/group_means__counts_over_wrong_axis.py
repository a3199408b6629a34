"""Ones counted in each row.

exercise: group_means
mistake: counts_over_wrong_axis
outcome: error
says: for every *point*
"""
# %% group_means_code
def group_means(points, labels, means):
    members = one_hot(labels, len(means))
    return members.T @ points / members.sum(axis=1)[:, None]
