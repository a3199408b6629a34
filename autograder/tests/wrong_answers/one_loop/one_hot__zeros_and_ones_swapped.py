"""Unequal for equal.

exercise: one_hot
mistake: zeros_and_ones_swapped
outcome: failed
"""
# %% one_hot_code
def one_hot(labels, k):
    return (labels[:, None] != np.arange(k)).astype(float)
