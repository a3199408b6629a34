"""A copy of the means, of which the rows with points are written.

exercise: means_of
outcome: passed
"""
# %% means_of_code
def means_of(sums, counts, means):
    new = means.copy()
    full = counts > 0
    new[full] = sums[full] / counts[full, None]
    return new
