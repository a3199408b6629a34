"""The maximum of each row, added up in floats."""
# %% purity_code
def purity(labels, classes):
    table = contingency(labels, classes)
    return float(np.sum(np.max(table, axis=1)) / np.sum(table))
