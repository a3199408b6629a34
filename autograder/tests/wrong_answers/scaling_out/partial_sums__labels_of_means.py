"""Takes the smallest distance along the points.

exercise: partial_sums
mistake: labels_along_the_wrong_axis
outcome: error
says: nearest *point*
"""
# %% partial_sums_code
def partial_sums(chunk, means):
    points = chunk.astype(float)
    distances = (points**2).sum(axis=1)[:, None] - 2 * points @ means.T + (means**2).sum(axis=1)
    labels = distances.argmin(axis=0)
    members = np.eye(len(means))[labels]
    return members.T @ points, members.sum(axis=0), distances.min(axis=0).sum()
