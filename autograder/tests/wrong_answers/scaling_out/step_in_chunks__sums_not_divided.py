"""Forgets the division.

exercise: step_in_chunks
mistake: sums_not_divided
outcome: failed
says: What makes means of sums and counts
"""
# %% step_in_chunks_code
def step_in_chunks(chunks, means):
    sums, counts, inertia = combine([partial_sums(chunk, means) for chunk in chunks])
    return sums, inertia
