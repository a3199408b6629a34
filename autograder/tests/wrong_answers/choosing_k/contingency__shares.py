"""Divided by the number of points.

exercise: contingency
mistake: shares_for_counts
outcome: failed
"""
# %% contingency_code
def contingency(labels, classes):
    table = np.zeros((labels.max() + 1, classes.max() + 1))
    np.add.at(table, (labels, classes), 1)
    return table / len(labels)
