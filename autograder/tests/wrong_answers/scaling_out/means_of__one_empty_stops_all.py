"""Gives up when a cluster is empty.

exercise: means_of
mistake: one_empty_stops_all
outcome: failed
says: no mean moves
"""
# %% means_of_code
def means_of(sums, counts, means):
    if (counts == 0).any():
        return means
    return sums / counts[:, None]
