"""One chunk more than are full, whether anything is left or not.

exercise: chunk_bounds
mistake: empty_chunk_at_the_end
outcome: failed
says: how many rows has your last chunk
"""
# %% chunk_bounds_code
def chunk_bounds(n, rows):
    bounds = []
    for i in range(n // rows + 1):
        bounds.append((i * rows, min((i + 1) * rows, n)))
    return bounds
