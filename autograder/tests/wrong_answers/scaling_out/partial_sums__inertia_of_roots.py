"""Distances by norm, added as they are.

exercise: partial_sums
mistake: inertia_of_roots
outcome: failed
says: *squared*
"""
# %% partial_sums_code
def partial_sums(chunk, means):
    points = chunk.astype(float)
    distances = np.linalg.norm(points[:, None, :] - means, axis=2)
    one_hot = np.eye(len(means))[distances.argmin(axis=1)]
    return one_hot.T @ points, one_hot.sum(axis=0), distances.min(axis=1).sum()
