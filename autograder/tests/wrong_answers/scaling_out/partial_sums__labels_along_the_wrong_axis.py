"""Mixes up the axis of the labels alone.

exercise: partial_sums
mistake: labels_along_the_wrong_axis
outcome: error
says: nearest *point*
"""
# %% partial_sums_code
def partial_sums(chunk, means):
    points = chunk.astype(float)
    distances = ((points[:, None] - means) ** 2).sum(axis=2)
    members = np.eye(len(means))[np.argmin(distances, axis=0)]
    return members.T @ points, members.sum(axis=0), distances.min(axis=1).sum()
