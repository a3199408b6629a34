"""`+=` with a list of rows, for sums and counts.

exercise: group_means
mistake: repeated_labels_lost
outcome: failed
says: With the counts it is the same
"""
# %% group_means_code
def group_means(points, labels, means):
    sums, counts = np.zeros(means.shape), np.zeros((len(means), 1))
    sums[labels] += points
    counts[labels] += 1
    return sums / counts
