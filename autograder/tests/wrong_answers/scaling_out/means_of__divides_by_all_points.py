"""Divides by the sum of the counts.

exercise: means_of
mistake: divides_by_all_points
outcome: failed
says: number of *all* points
"""
# %% means_of_code
def means_of(sums, counts, means):
    n = max(counts.sum(), 1)
    return np.where(counts[:, None] > 0, sums / n, means)
