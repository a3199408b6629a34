"""Compared with one number.

exercise: one_hot
mistake: compared_with_k
outcome: failed
"""
# %% one_hot_code
def one_hot(labels, k):
    return labels == k
