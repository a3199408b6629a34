"""Counts the labels that occur.

exercise: partial_sums
mistake: counts_lack_empty_clusters
outcome: failed
says: its count is missing
"""
# %% partial_sums_code
def partial_sums(chunk, means):
    points = chunk.astype(float)
    distances = ((points[:, None, :] - means) ** 2).sum(axis=2)
    labels = distances.argmin(axis=1)
    one_hot = np.eye(len(means))[labels]
    counts = np.unique(labels, return_counts=True)[1]
    return one_hot.T @ points, counts, distances.min(axis=1).sum()
