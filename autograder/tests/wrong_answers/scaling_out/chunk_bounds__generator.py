"""Yields the pairs.

exercise: chunk_bounds
mistake: wrong_type
outcome: failed
says: all that it gives
"""
# %% chunk_bounds_code
def chunk_bounds(n, rows):
    for start in range(0, n, rows):
        yield start, min(start + rows, n)
