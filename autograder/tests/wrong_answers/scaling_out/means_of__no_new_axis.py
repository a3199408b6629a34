"""Counts meet the columns.

exercise: means_of
mistake: no_new_axis
outcome: failed
says: line up with the columns
"""
# %% means_of_code
def means_of(sums, counts, means):
    return sums / counts
