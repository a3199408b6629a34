"""The matrix, without its rows picked.

exercise: one_hot
mistake: identity_alone
outcome: failed
says: a row for each *cluster*
"""
# %% one_hot_code
def one_hot(labels, k):
    return np.eye(k)
