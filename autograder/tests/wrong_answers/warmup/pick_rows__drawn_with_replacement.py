"""integers puts each row back.

exercise: pick_rows
mistake: drawn_with_replacement
outcome: failed
says: came twice
"""
# %% pick_rows_code
def pick_rows(points, k, rng):
    return points[rng.integers(0, len(points), k)]
