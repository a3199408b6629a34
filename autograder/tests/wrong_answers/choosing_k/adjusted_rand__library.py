"""scikit-learn does it.

exercise: adjusted_rand
mistake: library
outcome: failed
says: you are the library
"""
# %% adjusted_rand_code
import sklearn.metrics as metrics


def adjusted_rand(labels, classes):
    return metrics.adjusted_rand_score(classes, labels)
