"""`+=` with a list of rows writes each row once.

exercise: group_means
mistake: repeated_labels_lost
outcome: failed
says: only the last one is in its sum
"""
# %% group_means_code
def group_means(points, labels, means):
    sums = np.zeros(means.shape)
    sums[labels] += points
    counts = np.bincount(labels, minlength=len(means))[:, None]
    return np.where(counts > 0, sums / np.maximum(counts, 1), means)
