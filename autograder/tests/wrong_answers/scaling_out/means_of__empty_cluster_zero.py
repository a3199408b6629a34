"""Divides zero by one.

exercise: means_of
mistake: empty_cluster_zero
outcome: failed
says: jumped to the origin
"""
# %% means_of_code
def means_of(sums, counts, means):
    return sums / np.maximum(counts, 1)[:, None]
