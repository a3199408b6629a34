"""The second number is a length.

exercise: chunk_bounds
mistake: start_and_length
outcome: failed
says: the *number* of rows
"""
# %% chunk_bounds_code
def chunk_bounds(n, rows):
    return [(start, min(rows, n - start)) for start in range(0, n, rows)]
