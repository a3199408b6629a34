"""A copy of the old means, overwritten where there are points.

exercise: group_means
outcome: passed
"""
# %% group_means_code
def group_means(points, labels, means):
    members = one_hot(labels, len(means))
    counts = members.sum(axis=0)
    new = means.astype(float)
    full = counts > 0
    new[full] = (members.T @ points)[full] / counts[full, None]
    return new
