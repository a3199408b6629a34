"""Leaves the empty clusters out.

exercise: means_of
mistake: drops_empty_clusters
outcome: failed
says: fewer means than before
"""
# %% means_of_code
def means_of(sums, counts, means):
    full = counts > 0
    return sums[full] / counts[full][:, None]
