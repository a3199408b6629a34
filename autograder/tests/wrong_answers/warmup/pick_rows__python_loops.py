"""Right, drawing again until a row is new.

exercise: pick_rows
mistake: python_loops
outcome: partial
says: one Python loop
"""
# %% pick_rows_code
def pick_rows(points, k, rng):
    rows = []
    while len(rows) < k:
        row = rng.integers(len(points))
        if row not in rows:
            rows.append(row)
    return points[rows]
