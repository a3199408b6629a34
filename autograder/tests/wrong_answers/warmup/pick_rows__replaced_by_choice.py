"""choice without its argument.

exercise: pick_rows
mistake: drawn_with_replacement
outcome: failed
says: with replacement
"""
# %% pick_rows_code
def pick_rows(points, k, rng):
    rows = rng.choice(len(points), size=k)
    return points[rows]
