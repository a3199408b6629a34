"""The last chunk is as long as the others.

exercise: chunk_bounds
mistake: runs_past_the_end
outcome: failed
says: ends behind the last row
"""
# %% chunk_bounds_code
def chunk_bounds(n, rows):
    return [(start, start + rows) for start in range(0, n, rows)]
