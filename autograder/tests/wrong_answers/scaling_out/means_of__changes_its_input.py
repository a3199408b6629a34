"""Writes into the means.

exercise: means_of
mistake: changes_its_input
outcome: partial
says: changes its input `means`
"""
# %% means_of_code
def means_of(sums, counts, means):
    full = counts > 0
    means[full] = sums[full] / counts[full][:, None]
    return means
