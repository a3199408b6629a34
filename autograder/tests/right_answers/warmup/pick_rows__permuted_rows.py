"""A shuffled copy, of which the first k rows are taken.

exercise: pick_rows
outcome: passed
"""
# %% pick_rows_code
def pick_rows(points, k, rng):
    shuffled = rng.permutation(points)
    return shuffled[:k]
