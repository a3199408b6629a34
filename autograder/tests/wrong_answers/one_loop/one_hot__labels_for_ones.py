"""The labels themselves stand in their places.

exercise: one_hot
mistake: labels_for_ones
outcome: failed
says: the labels themselves
"""
# %% one_hot_code
def one_hot(labels, k):
    h = np.zeros((labels.size, k))
    h[np.arange(labels.size), labels] = labels
    return h
