"""The inertia as a mean.

exercise: partial_sums
mistake: inertia_averaged
outcome: failed
says: divided by the number of points
"""
# %% partial_sums_code
def partial_sums(chunk, means):
    points = chunk.astype(float)
    distances = ((points[:, None, :] - means) ** 2).sum(axis=2)
    labels = distances.argmin(axis=1)
    one_hot = np.eye(len(means))[labels]
    return one_hot.T @ points, one_hot.sum(axis=0), distances.min(axis=1).mean()
