"""The largest number is taken for how many there are.

exercise: contingency
mistake: one_row_too_few
outcome: failed
says: Labels begin at 0
"""
# %% contingency_code
def contingency(labels, classes):
    rows = (labels[:, None] == np.arange(labels.max())).astype(int)
    columns = (classes[:, None] == np.arange(classes.max())).astype(int)
    return rows.T @ columns
