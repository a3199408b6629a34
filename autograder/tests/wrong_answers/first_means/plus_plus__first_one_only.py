"""The distances are computed once, before the loop.

exercise: plus_plus
mistake: first_one_only
outcome: failed
says: worked out anew
"""
# %% plus_plus_code
def plus_plus(points, k, rng):
    chosen = [rng.integers(len(points))]
    squares = squared_distances(points, points[chosen]).min(axis=1)
    if not squares.any():
        squares = np.ones(len(points))
    for _ in range(k - 1):
        chosen.append(rng.choice(len(points), p=squares / squares.sum()))
    return points[chosen]
