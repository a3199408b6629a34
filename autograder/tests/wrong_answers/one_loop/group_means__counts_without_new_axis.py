"""Counts laid along the coordinates.

exercise: group_means
mistake: counts_without_new_axis
outcome: error
says: along the *coordinates*
"""
# %% group_means_code
def group_means(points, labels, means):
    members = one_hot(labels, len(means))
    return members.T @ points / members.sum(axis=0)
