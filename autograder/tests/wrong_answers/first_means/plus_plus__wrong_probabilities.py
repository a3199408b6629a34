"""The nearest two of the chosen count together.

exercise: plus_plus
mistake: wrong_probabilities
outcome: failed
says: with D² sampling it is about
"""
# %% plus_plus_code
def plus_plus(points, k, rng):
    chosen = [rng.integers(len(points))]
    for _ in range(k - 1):
        squares = squared_distances(points, points[chosen]).min(axis=1) + 3
        if not squares.any():
            squares = np.ones(len(points))
        chosen.append(rng.choice(len(points), p=squares / squares.sum()))
    return points[chosen]
