"""As many chunks as a chunk should have rows.

exercise: chunk_bounds
mistake: rows_taken_for_chunks
outcome: failed
says: the number of *chunks*
"""
# %% chunk_bounds_code
def chunk_bounds(n, rows):
    pieces = np.array_split(np.arange(n), rows)
    bounds, start = [], 0
    for piece in pieces:
        bounds.append((start, start + len(piece)))
        start += len(piece)
    return bounds
