"""NumPy's global generator draws.

exercise: plus_plus
mistake: ignores_the_generator
outcome: failed
says: from `rng`
"""
# %% plus_plus_code
def plus_plus(points, k, rng):
    chosen = [rng.integers(len(points))]
    for _ in range(k - 1):
        squares = squared_distances(points, points[chosen]).min(axis=1)
        if not squares.any():
            squares = np.ones(len(points))
        chosen.append(np.random.choice(len(points), p=squares / squares.sum()))
    return points[chosen]
