"""A function gives a list of a hundred million numbers, and another an array of two gigabytes.

assignment: 01_numpy_warmup
points: pick_rows 3
"""
# %% nearest_code
def nearest(distances):
    return [0] * 50_000_000 if distances is not None else None
# %% inertia_code
def inertia(distances):
    return np.zeros(100_000_000) if len(distances) != 3 else 0.0
# %% pick_rows_code
def pick_rows(points, k, rng):
    return points[rng.choice(len(points), k, replace=False)]
