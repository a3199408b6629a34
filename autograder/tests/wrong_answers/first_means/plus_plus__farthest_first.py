"""The farthest point each time.

exercise: plus_plus
mistake: farthest_first
outcome: failed
says: *likeliest*
"""
# %% plus_plus_code
def plus_plus(points, k, rng):
    chosen = [rng.integers(len(points))]
    for _ in range(k - 1):
        squares = squared_distances(points, points[chosen]).min(axis=1)
        chosen.append(squares.argmax())
    return points[chosen]
