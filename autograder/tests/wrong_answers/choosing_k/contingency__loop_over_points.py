"""Right, one point after the other.

exercise: contingency
mistake: python_loops
outcome: partial
says: one Python loop
"""
# %% contingency_code
def contingency(labels, classes):
    table = np.zeros((labels.max() + 1, classes.max() + 1), dtype=int)
    for label, kind in zip(labels, classes):
        table[label, kind] += 1
    return table
