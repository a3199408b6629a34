"""Returns two values.

exercise: partial_sums
mistake: wrong_type
outcome: failed
says: should be 3 values, and is 2 values
"""
# %% partial_sums_code
def partial_sums(chunk, means):
    points = chunk.astype(float)
    distances = ((points[:, None, :] - means) ** 2).sum(axis=2)
    labels = distances.argmin(axis=1)
    one_hot = np.eye(len(means))[labels]
    return one_hot.T @ points, one_hot.sum(axis=0)
