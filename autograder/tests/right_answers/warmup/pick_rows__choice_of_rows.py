"""The generator picks the rows itself.

exercise: pick_rows
outcome: passed
"""
# %% pick_rows_code
def pick_rows(points, k, rng):
    return rng.choice(points, size=k, replace=False, axis=0)
