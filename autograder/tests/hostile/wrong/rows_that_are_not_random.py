"""Rows are picked without the generator: always the first, and always the same.

assignment: 01_numpy_warmup
points: none
outcome: pick_rows failed
"""
# %% pick_rows_code
def pick_rows(points, k, rng):
    return points[np.random.default_rng(0).permutation(len(points))[:k]]
