"""Adds the distances to all means.

exercise: partial_sums
mistake: inertia_to_all_means
outcome: failed
says: *all* means
"""
# %% partial_sums_code
def partial_sums(chunk, means):
    points = chunk.astype(float)
    distances = ((points[:, None, :] - means) ** 2).sum(axis=2)
    labels = distances.argmin(axis=1)
    one_hot = np.eye(len(means))[labels]
    return one_hot.T @ points, one_hot.sum(axis=0), distances.sum()
