"""Divided by k.

exercise: group_means
mistake: divided_by_number_of_clusters
outcome: failed
"""
# %% group_means_code
def group_means(points, labels, means):
    return one_hot(labels, len(means)).T @ points / len(means)
