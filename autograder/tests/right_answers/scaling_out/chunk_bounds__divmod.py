"""Counts the full chunks, and adds what is left over.

exercise: chunk_bounds
outcome: passed
"""
# %% chunk_bounds_code
def chunk_bounds(n, rows):
    full, left = divmod(n, rows)
    bounds = [(i * rows, (i + 1) * rows) for i in range(full)]
    if left > 0:
        bounds.append((full * rows, n))
    return bounds
