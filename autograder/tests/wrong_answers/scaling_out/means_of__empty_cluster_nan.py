"""Divides by zero.

exercise: means_of
mistake: empty_cluster_nan
outcome: failed
says: NaN
"""
# %% means_of_code
def means_of(sums, counts, means):
    return sums / counts[:, None]
