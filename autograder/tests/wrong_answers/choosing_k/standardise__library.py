"""scikit-learn scales.

exercise: standardise
mistake: library
outcome: failed
says: you are the library
"""
# %% standardise_code
from sklearn.preprocessing import StandardScaler


def standardise(points):
    return StandardScaler().fit_transform(points)
