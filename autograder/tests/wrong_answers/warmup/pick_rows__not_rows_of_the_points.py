"""Noise of the points' range.

exercise: pick_rows
mistake: not_rows_of_the_points
outcome: failed
says: is no row of `points`
"""
# %% pick_rows_code
def pick_rows(points, k, rng):
    return rng.uniform(points.min(), points.max(), (k, points.shape[1]))
