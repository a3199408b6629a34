"""Moves the means for each chunk, and averages.

exercise: step_in_chunks
mistake: mean_of_means
outcome: failed
says: these means are averaged
"""
# %% step_in_chunks_code
def step_in_chunks(chunks, means):
    moved, total = [], 0
    for chunk in chunks:
        sums, counts, inertia = partial_sums(chunk, means)
        moved.append(means_of(sums, counts, means))
        total += inertia
    return np.mean(moved, axis=0), total
