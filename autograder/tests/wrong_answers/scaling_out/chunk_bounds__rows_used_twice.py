"""The stop is one too far.

exercise: chunk_bounds
mistake: rows_used_twice
outcome: failed
says: one row too many
"""
# %% chunk_bounds_code
def chunk_bounds(n, rows):
    return [(start, min(start + rows + 1, n)) for start in range(0, n, rows)]
