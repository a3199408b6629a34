"""Rows and columns for the numbers that occur.

exercise: contingency
mistake: missing_numbers_left_out
outcome: failed
says: row 3 is no longer label 3
"""
# %% contingency_code
def contingency(labels, classes):
    names, rows = np.unique(labels, return_inverse=True)
    kinds, columns = np.unique(classes, return_inverse=True)
    table = np.zeros((len(names), len(kinds)))
    np.add.at(table, (rows, columns), 1)
    return table
