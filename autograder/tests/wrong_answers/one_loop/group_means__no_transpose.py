"""H not transposed.

exercise: group_means
mistake: no_transpose
outcome: error
says: In `A @ B`
"""
# %% group_means_code
def group_means(points, labels, means):
    members = one_hot(labels, len(means))
    sums = members @ points
    return sums / members.sum(axis=0)[:, None]
