"""The stop is the last row of the chunk.

exercise: chunk_bounds
mistake: last_row_left_out
outcome: failed
says: leaves the row `stop` out
"""
# %% chunk_bounds_code
def chunk_bounds(n, rows):
    return [(start, min(start + rows, n) - 1) for start in range(0, n, rows)]
