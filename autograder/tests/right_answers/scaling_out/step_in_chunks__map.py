"""map of a lambda.

exercise: step_in_chunks
outcome: passed
"""
# %% step_in_chunks_code
def step_in_chunks(chunks, means):
    parts = list(map(lambda chunk: partial_sums(chunk, means), chunks))
    *two, inertia = combine(parts)
    return means_of(*two, means), inertia
