"""Zeros in one long row, with a one at each place.

exercise: one_hot
outcome: passed
"""
# %% one_hot_code
def one_hot(labels, k):
    n = len(labels)
    flat = np.zeros(n * k)
    flat[np.arange(n) * k + labels] = 1
    return flat.reshape(n, k)
