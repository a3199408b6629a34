"""Sums the members over both axes.

exercise: partial_sums
mistake: counts_all_points
outcome: failed
says: one count for each mean
"""
# %% partial_sums_code
def partial_sums(chunk, means):
    points = chunk.astype(float)
    distances = ((points[:, None, :] - means) ** 2).sum(axis=2)
    labels = distances.argmin(axis=1)
    one_hot = np.eye(len(means))[labels]
    return one_hot.T @ points, one_hot.sum(), distances.min(axis=1).sum()
