"""As many columns as different labels.

exercise: one_hot
mistake: clusters_counted_from_labels
outcome: failed
says: *different* labels
"""
# %% one_hot_code
def one_hot(labels, k):
    return (labels[:, None] == np.unique(labels)).astype(int)
