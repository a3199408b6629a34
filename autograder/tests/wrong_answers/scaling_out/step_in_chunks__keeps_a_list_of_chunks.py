"""Makes a list of the generator, to walk through it twice.

exercise: step_in_chunks
mistake: keeps_all_chunks
outcome: partial
says: the whole file
"""
# %% step_in_chunks_code
def step_in_chunks(chunks, means):
    chunks = list(chunks)
    sums, counts, _ = combine([partial_sums(chunk, means) for chunk in chunks])
    return means_of(sums, counts, means), sum(partial_sums(chunk, means)[2] for chunk in chunks)
