"""Right, upon a table with a loop, which costs its points there."""
# %% contingency_code
def contingency(labels, classes):
    table = np.zeros((labels.max() + 1, classes.max() + 1))
    for label, kind in zip(labels, classes):
        table[label, kind] += 1
    return table
# %% purity_code
def purity(labels, classes):
    return contingency(labels, classes).max(axis=1).sum() / len(labels)
