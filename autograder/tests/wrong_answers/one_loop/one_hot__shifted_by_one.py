"""As if labels began at 1.

exercise: one_hot
mistake: shifted_by_one
outcome: failed
says: one column too far left
"""
# %% one_hot_code
def one_hot(labels, k):
    h = np.zeros((len(labels), k))
    h[np.arange(len(labels)), labels.astype(int) - 1] = 1
    return h
