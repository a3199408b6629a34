"""A list of lists.

exercise: chunk_bounds
outcome: passed
"""
# %% chunk_bounds_code
def chunk_bounds(n, rows):
    out = []
    for i in range(-(-n // rows)):
        out += [[i * rows, min(n, i * rows + rows)]]
    return out
