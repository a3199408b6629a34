"""A histogram in two directions."""
# %% contingency_code
def contingency(labels, classes):
    k, c = int(labels.max()) + 1, int(classes.max()) + 1
    counts, _, _ = np.histogram2d(labels, classes, bins=(k, c), range=((-0.5, k - 0.5), (-0.5, c - 0.5)))
    return counts.astype(int)
