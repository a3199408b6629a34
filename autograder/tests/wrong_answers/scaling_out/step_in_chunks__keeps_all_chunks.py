"""Makes one array of all chunks.

exercise: step_in_chunks
mistake: keeps_all_chunks
outcome: partial
says: the whole file
"""
# %% step_in_chunks_code
def step_in_chunks(chunks, means):
    points = np.concatenate(list(chunks))
    sums, counts, inertia = partial_sums(points, means)
    return means_of(sums, counts, means), inertia
