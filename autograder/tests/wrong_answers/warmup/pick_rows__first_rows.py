"""The first k rows, as a view.

exercise: pick_rows
mistake: same_draw_every_time
outcome: failed
says: What is drawn from `rng`?
"""
# %% pick_rows_code
def pick_rows(points, k, rng):
    return points[:k]
