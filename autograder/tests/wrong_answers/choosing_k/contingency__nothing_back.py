"""np.add.at gives nothing back.

exercise: contingency
mistake: returns_nothing
outcome: failed
says: `None`
"""
# %% contingency_code
def contingency(labels, classes):
    table = np.zeros((labels.max() + 1, classes.max() + 1), dtype=int)
    return np.add.at(table, (labels, classes), 1)
