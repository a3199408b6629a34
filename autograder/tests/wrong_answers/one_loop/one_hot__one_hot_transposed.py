"""A row for each cluster.

exercise: one_hot
mistake: one_hot_transposed
outcome: failed
says: shape (k, n)
"""
# %% one_hot_code
def one_hot(labels, k):
    return (labels == np.arange(k)[:, None]).astype(float)
