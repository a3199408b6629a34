"""Returns in the loop.

exercise: step_in_chunks
mistake: first_chunk_only
outcome: failed
says: first chunk gives alone
"""
# %% step_in_chunks_code
def step_in_chunks(chunks, means):
    for chunk in chunks:
        sums, counts, inertia = combine([partial_sums(chunk, means)])
        return means_of(sums, counts, means), inertia
