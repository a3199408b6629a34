"""The largest label tells the number of columns.

exercise: one_hot
mistake: clusters_counted_from_labels
outcome: failed
says: the largest label
"""
# %% one_hot_code
def one_hot(labels, k):
    return np.eye(labels.max() + 1)[labels]
