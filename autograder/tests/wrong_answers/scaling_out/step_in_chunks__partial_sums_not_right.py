"""Right, on a base that leaves the division to nobody.

exercise: step_in_chunks
mistake: partial_sums_not_right
outcome: failed
says: builds on `partial_sums`
"""
# %% step_in_chunks_code
def step_in_chunks(chunks, means):
    sums, counts, inertia = combine([partial_sums(chunk, means) for chunk in chunks])
    return means_of(sums, counts, means), inertia
# %% partial_sums_code
def partial_sums(chunk, means):
    distances = ((chunk[:, None] - means) ** 2).sum(axis=2)
    members = np.eye(len(means))[distances.argmin(axis=1)]
    counts = members.sum(axis=0)
    return members.T @ chunk / np.maximum(counts, 1)[:, None], counts, distances.min(axis=1).sum()
