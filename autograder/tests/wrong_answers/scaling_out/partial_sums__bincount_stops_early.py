"""Counts by bincount, without saying how many there are.

exercise: partial_sums
mistake: counts_lack_empty_clusters
outcome: failed
says: `bincount` stops
"""
# %% partial_sums_code
def partial_sums(chunk, means):
    points = chunk.astype(float)
    distances = ((points[:, None, :] - means) ** 2).sum(axis=2)
    labels = distances.argmin(axis=1)
    one_hot = np.eye(len(means))[labels]
    return one_hot.T @ points, np.bincount(labels), distances.min(axis=1).sum()
