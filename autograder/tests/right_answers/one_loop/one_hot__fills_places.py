"""Zeros, with a one at each place.

exercise: one_hot
outcome: passed
"""
# %% one_hot_code
def one_hot(labels, k):
    h = np.zeros((len(labels), k), dtype=int)
    h[np.arange(len(labels)), labels] = 1
    return h
