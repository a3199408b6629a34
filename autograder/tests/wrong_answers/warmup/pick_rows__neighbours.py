"""A slice from a random place.

exercise: pick_rows
mistake: neighbours
outcome: failed
says: side by side
"""
# %% pick_rows_code
def pick_rows(points, k, rng):
    first = rng.integers(0, len(points) - k + 1)
    return points[first : first + k]
