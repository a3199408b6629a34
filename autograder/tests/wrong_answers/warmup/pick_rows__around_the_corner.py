"""Neighbours, going on at the beginning after the end.

exercise: pick_rows
mistake: rows_depend_on_each_other
outcome: failed
says: came together
"""
# %% pick_rows_code
def pick_rows(points, k, rng):
    first = rng.integers(len(points))
    return points[(first + np.arange(k)) % len(points)]
