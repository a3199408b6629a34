"""What is squared already is squared again.

exercise: plus_plus
mistake: squared_twice
outcome: failed
says: fourth power
"""
# %% plus_plus_code
def plus_plus(points, k, rng):
    chosen = [rng.integers(len(points))]
    for _ in range(k - 1):
        squares = squared_distances(points, points[chosen]).min(axis=1) ** 2
        if not squares.any():
            squares = np.ones(len(points))
        chosen.append(rng.choice(len(points), p=squares / squares.sum()))
    return points[chosen]
