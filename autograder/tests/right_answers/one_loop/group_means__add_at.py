"""`np.add.at` for the product.

exercise: group_means
outcome: passed
"""
# %% group_means_code
def group_means(points, labels, means):
    sums = np.zeros(means.shape)
    np.add.at(sums, labels, points)
    counts = np.bincount(labels, minlength=len(means))[:, None]
    return np.where(counts == 0, means, sums / np.maximum(counts, 1))
