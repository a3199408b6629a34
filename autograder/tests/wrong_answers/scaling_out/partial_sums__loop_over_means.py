"""A loop over the means with a mask.

exercise: partial_sums
mistake: python_loops
outcome: partial
says: one Python loop
"""
# %% partial_sums_code
def partial_sums(chunk, means):
    points = chunk.astype(float)
    distances = ((points[:, None, :] - means) ** 2).sum(axis=2)
    labels = distances.argmin(axis=1)
    sums, counts = np.zeros(means.shape), np.zeros(len(means))
    for j in range(len(means)):
        sums[j] = points[labels == j].sum(axis=0)
        counts[j] = (labels == j).sum()
    return sums, counts, distances.min(axis=1).sum()
