"""It shuffles the points themselves.

exercise: pick_rows
mistake: changes_its_input
outcome: partial
says: changes its input `points`
"""
# %% pick_rows_code
def pick_rows(points, k, rng):
    rng.shuffle(points)
    return points[:k]
