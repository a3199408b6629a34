"""The number of chunks by a division, and with it everything else.

exercise: chunk_bounds
mistake: not_integers
outcome: failed
says: should hold integers
"""
# %% chunk_bounds_code
def chunk_bounds(n, rows):
    starts = np.arange(np.ceil(n / rows)) * rows
    return [(start, min(start + rows, float(n))) for start in starts]
