"""Filled in a loop over the labels.

exercise: one_hot
mistake: python_loops
outcome: partial
says: one Python loop where none is needed
"""
# %% one_hot_code
def one_hot(labels, k):
    h = np.zeros((len(labels), k))
    for i, label in enumerate(labels):
        h[i, label] = 1
    return h
