"""A product of two boolean arrays.

exercise: contingency
mistake: counted_once
outcome: failed
says: *whether*
"""
# %% contingency_code
def contingency(labels, classes):
    rows = labels[:, None] == np.arange(labels.max() + 1)
    columns = classes[:, None] == np.arange(classes.max() + 1)
    return rows.T @ columns
