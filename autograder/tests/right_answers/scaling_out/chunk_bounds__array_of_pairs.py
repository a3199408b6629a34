"""Starts and stops as arrays, stacked to one with a row for each chunk.

exercise: chunk_bounds
outcome: passed
"""
# %% chunk_bounds_code
def chunk_bounds(n, rows):
    starts = np.arange(0, n, rows)
    stops = np.minimum(starts + rows, n)
    return np.stack([starts, stops], axis=1)
