"""The right number of chunks, of like sizes.

exercise: chunk_bounds
mistake: equal_shares
outcome: failed
says: only the last is shorter
"""
# %% chunk_bounds_code
def chunk_bounds(n, rows):
    how_many = int(np.ceil(n / rows))
    if how_many == 0:
        return []
    return [(int(a[0]), int(a[-1]) + 1) for a in np.array_split(np.arange(n), how_many)]
