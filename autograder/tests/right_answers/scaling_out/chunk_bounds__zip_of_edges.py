"""Edges between the chunks, paired by zip; the numbers are those of NumPy.

exercise: chunk_bounds
outcome: passed
"""
# %% chunk_bounds_code
def chunk_bounds(n, rows):
    edges = list(np.arange(0, n, rows)) + [n]
    return list(zip(edges[:-1], edges[1:]))
