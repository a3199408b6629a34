"""The first point is not drawn.

exercise: plus_plus
mistake: row_zero_first
outcome: failed
says: row 0
"""
# %% plus_plus_code
def plus_plus(points, k, rng):
    chosen = [0]
    for _ in range(k - 1):
        squares = squared_distances(points, points[chosen]).min(axis=1)
        if not squares.any():
            squares = np.ones(len(points))
        chosen.append(rng.choice(len(points), p=squares / squares.sum()))
    return points[chosen]
