"""A row for each class.

exercise: contingency
mistake: transposed
outcome: failed
says: A row for each *label*
"""
# %% contingency_code
def contingency(labels, classes):
    table = np.zeros((classes.max() + 1, labels.max() + 1), dtype=int)
    np.add.at(table, (classes, labels), 1)
    return table
