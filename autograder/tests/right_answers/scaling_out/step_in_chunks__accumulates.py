"""Adds up chunk by chunk, and keeps no list.

exercise: step_in_chunks
outcome: passed
"""
# %% step_in_chunks_code
def step_in_chunks(chunks, means):
    sums, counts, inertia = 0, 0, 0
    for chunk in chunks:
        s, c, i = partial_sums(chunk, means)
        sums, counts, inertia = sums + s, counts + c, inertia + i
    return means_of(sums, counts, means), inertia
