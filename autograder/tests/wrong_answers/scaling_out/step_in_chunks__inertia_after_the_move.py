"""Measures the inertia once more.

exercise: step_in_chunks
mistake: inertia_after_the_move
outcome: failed
says: read a second time
"""
# %% step_in_chunks_code
def step_in_chunks(chunks, means):
    sums, counts, _ = combine([partial_sums(chunk, means) for chunk in chunks])
    new = means_of(sums, counts, means)
    inertia = sum(partial_sums(chunk, new)[2] for chunk in chunks)
    return new, inertia
