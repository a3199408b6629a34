"""True and False are ones and zeros.

exercise: one_hot
outcome: passed
"""
# %% one_hot_code
def one_hot(labels, k):
    return np.equal.outer(labels, np.arange(k))
