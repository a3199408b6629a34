"""Right, upon a table that counts each pair once.

exercise: purity
mistake: contingency_not_right
outcome: failed
says: What does its own check say?
"""
# %% contingency_code
def contingency(labels, classes):
    table = np.zeros((labels.max() + 1, classes.max() + 1))
    table[labels, classes] += 1
    return table
# %% purity_code
def purity(labels, classes):
    return contingency(labels, classes).max(axis=1).sum() / len(labels)
