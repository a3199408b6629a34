"""Returns the means alone.

exercise: step_in_chunks
mistake: wrong_type
outcome: failed
says: should be 2 values
"""
# %% step_in_chunks_code
def step_in_chunks(chunks, means):
    sums, counts, inertia = combine([partial_sums(chunk, means) for chunk in chunks])
    return means_of(sums, counts, means)
