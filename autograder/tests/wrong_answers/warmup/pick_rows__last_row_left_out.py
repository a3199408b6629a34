"""One less, for fear of an index that is too large.

exercise: pick_rows
mistake: last_row_left_out
outcome: error
says: the last row is never drawn
"""
# %% pick_rows_code
def pick_rows(points, k, rng):
    return points[rng.choice(len(points) - 1, k, replace=False)]
