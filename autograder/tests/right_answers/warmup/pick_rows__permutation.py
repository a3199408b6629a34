"""The first k of all row numbers, shuffled.

exercise: pick_rows
outcome: passed
"""
# %% pick_rows_code
def pick_rows(points, k, rng):
    return points[rng.permutation(len(points))[:k]]
