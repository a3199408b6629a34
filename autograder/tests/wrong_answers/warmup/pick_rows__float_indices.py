"""Shares of the length are no whole numbers.

exercise: pick_rows
mistake: raises
outcome: error
says: Indices must be integers
"""
# %% pick_rows_code
def pick_rows(points, k, rng):
    return points[rng.random(k) * len(points)]
