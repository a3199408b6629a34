"""Divides once, after the loop, by what the last turn has left.

exercise: step_in_chunks
mistake: last_chunk_only
outcome: failed
says: last chunk gives alone
"""
# %% step_in_chunks_code
def step_in_chunks(chunks, means):
    for chunk in chunks:
        sums, counts, inertia = partial_sums(chunk, means)
    return means_of(sums, counts, means), inertia
