"""Walks through the chunks again for the inertia.

exercise: step_in_chunks
mistake: walks_twice
outcome: failed
says: only once
"""
# %% step_in_chunks_code
def step_in_chunks(chunks, means):
    sums, counts, _ = combine([partial_sums(chunk, means) for chunk in chunks])
    inertia = sum(partial_sums(chunk, means)[2] for chunk in chunks)
    return means_of(sums, counts, means), inertia
