"""Every row gets every column.

exercise: one_hot
mistake: whole_columns
outcome: failed
says: Whole columns
"""
# %% one_hot_code
def one_hot(labels, k):
    h = np.zeros((len(labels), k))
    h[:, labels] = 1
    return h
