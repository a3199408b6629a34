"""Compares with one.

exercise: means_of
mistake: single_point_ignored
outcome: failed
says: a single point
"""
# %% means_of_code
def means_of(sums, counts, means):
    return np.where(counts[:, None] > 1, sums / np.maximum(counts, 1)[:, None], means)
