"""Shapes that do not fit each other.

exercise: one_hot
mistake: no_new_axis
outcome: error
says: Where does the new axis go
"""
# %% one_hot_code
def one_hot(labels, k):
    return (labels == np.arange(k)) * 1.0
