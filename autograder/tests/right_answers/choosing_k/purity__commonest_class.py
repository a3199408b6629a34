"""The commonest class of each cluster, compared point by point."""
# %% purity_code
def purity(labels, classes):
    commonest = contingency(labels, classes).argmax(axis=1)
    return (commonest[labels] == classes).mean()
