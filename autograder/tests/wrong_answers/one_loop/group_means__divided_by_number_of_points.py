"""Divided by n.

exercise: group_means
mistake: divided_by_number_of_points
outcome: failed
says: *all* points
"""
# %% group_means_code
def group_means(points, labels, means):
    members = one_hot(labels, len(means))
    sums = members.T @ points / len(points)
    empty = members.sum(axis=0) == 0
    sums[empty] = means[empty]
    return sums
