"""Only the full chunks.

exercise: chunk_bounds
mistake: drops_the_rest
outcome: failed
says: Which rows does no chunk have
"""
# %% chunk_bounds_code
def chunk_bounds(n, rows):
    bounds = []
    for i in range(n // rows):
        bounds.append((i * rows, (i + 1) * rows))
    return bounds
