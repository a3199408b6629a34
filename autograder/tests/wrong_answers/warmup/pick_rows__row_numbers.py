"""The numbers of the rows instead of the rows.

exercise: pick_rows
mistake: row_numbers
outcome: failed
says: the rows themselves
"""
# %% pick_rows_code
def pick_rows(points, k, rng):
    return rng.choice(len(points), k, replace=False)
