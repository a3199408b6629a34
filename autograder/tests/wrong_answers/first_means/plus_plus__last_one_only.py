"""Only the last point that was drawn counts.

exercise: plus_plus
mistake: last_one_only
outcome: failed
says: drawn *last*
"""
# %% plus_plus_code
def plus_plus(points, k, rng):
    chosen = [rng.integers(len(points))]
    for _ in range(k - 1):
        squares = squared_distances(points, points[chosen[-1:]]).min(axis=1)
        if not squares.any():
            squares = np.ones(len(points))
        chosen.append(rng.choice(len(points), p=squares / squares.sum()))
    return points[chosen]
