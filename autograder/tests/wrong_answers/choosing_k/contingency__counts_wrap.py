"""The zeros and ones are uint8, and so are the counts.

exercise: contingency
mistake: counts_wrap
outcome: failed
says: up to 255
"""
# %% contingency_code
def contingency(labels, classes):
    rows = (labels[:, None] == np.arange(labels.max() + 1)).astype(np.uint8)
    columns = (classes[:, None] == np.arange(classes.max() + 1)).astype(np.uint8)
    return rows.T @ columns
