"""An indexed += adds once for each pair.

exercise: contingency
mistake: counted_once
outcome: failed
says: however often its pair comes
"""
# %% contingency_code
def contingency(labels, classes):
    table = np.zeros((labels.max() + 1, classes.max() + 1), dtype=int)
    table[labels, classes] += 1
    return table
