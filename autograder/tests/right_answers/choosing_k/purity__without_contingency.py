"""The counts are made anew."""
# %% purity_code
def purity(labels, classes):
    names, rows = np.unique(labels, return_inverse=True)
    kinds, columns = np.unique(classes, return_inverse=True)
    counts = np.zeros((len(names), len(kinds)))
    np.add.at(counts, (rows, columns), 1)
    return counts.max(axis=1).sum() / counts.sum()
