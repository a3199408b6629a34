"""The expanded distance without the square of the points.

exercise: partial_sums
mistake: inertia_without_the_points
outcome: failed
says: ‖x‖² is left out
"""
# %% partial_sums_code
def partial_sums(chunk, means):
    points = chunk.astype(float)
    distances = (means ** 2).sum(axis=1) - 2 * points @ means.T
    one_hot = np.eye(len(means))[distances.argmin(axis=1)]
    return one_hot.T @ points, one_hot.sum(axis=0), distances.min(axis=1).sum()
