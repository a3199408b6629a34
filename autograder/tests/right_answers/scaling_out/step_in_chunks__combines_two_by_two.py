"""Combines what there is with each new part.

exercise: step_in_chunks
outcome: passed
"""
# %% step_in_chunks_code
def step_in_chunks(chunks, means):
    total = None
    for chunk in chunks:
        part = partial_sums(chunk, means)
        total = part if total is None else combine([total, part])
    return [means_of(total[0], total[1], means), total[2]]
