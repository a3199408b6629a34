"""The middle one for the average.

exercise: group_means
mistake: medians
outcome: failed
"""
# %% group_means_code
def group_means(points, labels, means):
    return np.array([np.median(points[labels == j], axis=0) if (labels == j).any() else means[j]
                     for j in range(len(means))])
