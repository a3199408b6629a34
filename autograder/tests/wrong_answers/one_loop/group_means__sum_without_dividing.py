"""Sums for means.

exercise: group_means
mistake: sum_without_dividing
outcome: failed
says: sums of each cluster
"""
# %% group_means_code
def group_means(points, labels, means):
    return one_hot(labels, len(means)).T @ points
