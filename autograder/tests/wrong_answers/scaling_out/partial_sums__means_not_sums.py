"""Divides at once, as in a step.

exercise: partial_sums
mistake: means_not_sums
outcome: failed
says: can't be added up
"""
# %% partial_sums_code
def partial_sums(chunk, means):
    points = chunk.astype(float)
    distances = ((points[:, None, :] - means) ** 2).sum(axis=2)
    labels = distances.argmin(axis=1)
    one_hot = np.eye(len(means))[labels]
    counts = one_hot.sum(axis=0)
    sums = one_hot.T @ points / np.maximum(counts, 1)[:, None]
    return sums, counts, distances.min(axis=1).sum()
