"""max where min is meant.

exercise: plus_plus
mistake: farthest_of_the_chosen
outcome: failed
says: `min` or `max`
"""
# %% plus_plus_code
def plus_plus(points, k, rng):
    chosen = [rng.integers(len(points))]
    for _ in range(k - 1):
        squares = squared_distances(points, points[chosen]).max(axis=1)
        if not squares.any():
            squares = np.ones(len(points))
        chosen.append(rng.choice(len(points), p=squares / squares.sum()))
    return points[chosen]
