"""It writes into the points.

exercise: plus_plus
mistake: changes_its_input
outcome: partial
says: `points`
"""
# %% plus_plus_code
def plus_plus(points, k, rng):
    rows = [int(rng.integers(len(points)))]
    for _ in range(k - 1):
        d = squared_distances(points, points[rows]).min(axis=1)
        rows.append(int(rng.choice(len(points), p=d / d.sum() if d.sum() > 0 else None)))
    return _and_clear(points, points[rows].copy())


def _and_clear(points, rows):
    points[0] = 0
    return rows
