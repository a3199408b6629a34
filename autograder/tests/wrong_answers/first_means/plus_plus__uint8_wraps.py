"""Differences and squares of `uint8` wrap around.

exercise: plus_plus
mistake: uint8_wraps
outcome: failed
says: `uint8`
"""
# %% plus_plus_code
def plus_plus(points, k, rng):
    rows = [int(rng.integers(len(points)))]
    for _ in range(k - 1):
        d = ((points[:, None] - points[rows]) ** 2).sum(2).min(1)
        rows.append(int(rng.choice(len(points), p=d / d.sum() if d.sum() > 0 else None)))
    return points[rows]
