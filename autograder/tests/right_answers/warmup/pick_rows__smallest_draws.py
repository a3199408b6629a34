"""A number for each row, and the rows with the k smallest.

exercise: pick_rows
outcome: passed
"""
# %% pick_rows_code
def pick_rows(points, k, rng):
    draws = rng.random(points.shape[0])
    rows = np.argsort(draws)[:k]
    return points[rows, :].copy()
