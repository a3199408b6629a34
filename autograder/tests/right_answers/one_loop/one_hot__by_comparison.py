"""Every label compared with every number.

exercise: one_hot
outcome: passed
"""
# %% one_hot_code
def one_hot(labels, k):
    return (labels[:, None] == np.arange(k)).astype(float)
