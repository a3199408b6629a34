"""The transpose stands at the other factor.

exercise: partial_sums
mistake: sums_transposed
outcome: failed
says: (d, k)
"""
# %% partial_sums_code
def partial_sums(chunk, means):
    points = chunk.astype(float)
    distances = ((points[:, None, :] - means) ** 2).sum(axis=2)
    labels = distances.argmin(axis=1)
    one_hot = np.eye(len(means))[labels]
    return points.T @ one_hot, one_hot.sum(axis=0), distances.min(axis=1).sum()
