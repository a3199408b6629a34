"""Goes on with the means that the chunk before has made.

exercise: step_in_chunks
mistake: moves_after_each_chunk
outcome: failed
says: move after every chunk
"""
# %% step_in_chunks_code
def step_in_chunks(chunks, means):
    total = 0
    for chunk in chunks:
        sums, counts, inertia = partial_sums(chunk, means)
        means = means_of(sums, counts, means)
        total += inertia
    return means, total
