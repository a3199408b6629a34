"""Written out once more, without the functions before.

exercise: step_in_chunks
outcome: passed
"""
# %% step_in_chunks_code
def step_in_chunks(chunks, means):
    k = len(means)
    sums, counts, inertia = np.zeros(means.shape), np.zeros(k), 0.0
    for chunk in chunks:
        for x in chunk.astype(float):
            d = ((means - x) ** 2).sum(axis=1)
            j = d.argmin()
            sums[j] += x
            counts[j] += 1
            inertia += d[j]
    new = means.astype(float)
    new[counts > 0] = sums[counts > 0] / counts[counts > 0, None]
    return new, inertia
