"""Labels taken for row numbers.

exercise: one_hot
mistake: whole_rows
outcome: failed
says: whole rows
"""
# %% one_hot_code
def one_hot(labels, k):
    h = np.zeros((len(labels), k))
    h[labels] = 1
    return h
