"""The squares of points and means apart, and the minimum added at the end.

exercise: partial_sums
outcome: passed
"""
# %% partial_sums_code
def partial_sums(chunk, means):
    points = chunk.astype(np.float64)
    scores = 0.5 * (means ** 2).sum(1) - points.dot(means.T)
    member = np.eye(means.shape[0])[np.argmin(scores, 1)]
    inertia = (points ** 2).sum() + 2 * scores.min(1).sum()
    return np.dot(member.T, points), np.sum(member, 0), inertia
