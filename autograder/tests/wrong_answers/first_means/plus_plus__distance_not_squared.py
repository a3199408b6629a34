"""The probabilities grow with the distance.

exercise: plus_plus
mistake: distance_not_squared
outcome: failed
says: its *square*
"""
# %% plus_plus_code
def plus_plus(points, k, rng):
    chosen = [rng.integers(len(points))]
    for _ in range(k - 1):
        squares = np.sqrt(squared_distances(points, points[chosen])).min(axis=1)
        if not squares.any():
            squares = np.ones(len(points))
        chosen.append(rng.choice(len(points), p=squares / squares.sum()))
    return points[chosen]
