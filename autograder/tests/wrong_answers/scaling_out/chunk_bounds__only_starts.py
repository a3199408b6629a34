"""The starts alone.

exercise: chunk_bounds
mistake: only_starts
outcome: failed
says: A chunk needs two numbers
"""
# %% chunk_bounds_code
def chunk_bounds(n, rows):
    return list(range(0, n, rows))
