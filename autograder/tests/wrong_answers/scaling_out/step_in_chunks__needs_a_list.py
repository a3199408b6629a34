"""Counts the chunks.

exercise: step_in_chunks
mistake: needs_a_list
outcome: error
says: Which loop
"""
# %% step_in_chunks_code
def step_in_chunks(chunks, means):
    parts = []
    for i in range(len(chunks)):
        parts.append(partial_sums(chunks[i], means))
    sums, counts, inertia = combine(parts)
    return means_of(sums, counts, means), inertia
