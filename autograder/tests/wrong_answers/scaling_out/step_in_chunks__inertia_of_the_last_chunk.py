"""Takes the inertia from the loop.

exercise: step_in_chunks
mistake: inertia_of_the_last_chunk
outcome: failed
says: last chunk alone
"""
# %% step_in_chunks_code
def step_in_chunks(chunks, means):
    parts = []
    for chunk in chunks:
        sums, counts, inertia = partial_sums(chunk, means)
        parts.append((sums, counts, inertia))
    sums, counts, _ = combine(parts)
    return means_of(sums, counts, means), inertia
