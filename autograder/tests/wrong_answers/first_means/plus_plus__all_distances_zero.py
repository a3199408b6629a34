"""It divides by a sum that is 0 when all points are equal.

exercise: plus_plus
mistake: all_distances_zero
outcome: error
says: 0 / 0
"""
# %% plus_plus_code
def plus_plus(points, k, rng):
    chosen = [rng.integers(len(points))]
    for _ in range(k - 1):
        squares = squared_distances(points, points[chosen]).min(axis=1)
        chosen.append(rng.choice(len(points), p=squares / squares.sum()))
    return points[chosen]
