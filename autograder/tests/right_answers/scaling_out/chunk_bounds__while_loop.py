"""A while loop that cuts off one chunk after the other.

exercise: chunk_bounds
outcome: passed
"""
# %% chunk_bounds_code
def chunk_bounds(n, rows):
    bounds = []
    start = 0
    while start < n:
        stop = start + rows
        if stop > n:
            stop = n
        bounds.append((start, stop))
        start = stop
    return bounds
