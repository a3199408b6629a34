"""Walks through the chunks for the inertia first.

exercise: step_in_chunks
mistake: walks_twice
outcome: error
says: only once
"""
# %% step_in_chunks_code
def step_in_chunks(chunks, means):
    inertia = 0
    for chunk in chunks:
        inertia += partial_sums(chunk, means)[2]
    sums, counts, _ = combine([partial_sums(chunk, means) for chunk in chunks])
    return means_of(sums, counts, means), inertia
