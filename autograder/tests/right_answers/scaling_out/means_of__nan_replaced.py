"""Divides everything, and replaces what is no number.

exercise: means_of
outcome: passed
"""
# %% means_of_code
def means_of(sums, counts, means):
    with np.errstate(invalid="ignore", divide="ignore"):
        new = sums / counts[:, np.newaxis]
    return np.where(np.isnan(new), means, new)
