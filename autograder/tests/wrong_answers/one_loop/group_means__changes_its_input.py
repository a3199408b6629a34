"""The new means are written over the old ones.

exercise: group_means
mistake: changes_its_input
outcome: partial
says: `means`
"""
# %% group_means_code
def group_means(points, labels, means):
    members = one_hot(labels, len(means))
    counts = members.sum(axis=0)
    filled = counts > 0
    means[filled] = (members.T @ points)[filled] / counts[filled][:, None]
    return means
