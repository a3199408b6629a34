"""The numbers of the rows come back.

exercise: plus_plus
mistake: row_numbers
outcome: failed
says: *numbers* of the rows
"""
# %% plus_plus_code
def plus_plus(points, k, rng):
    chosen = [rng.integers(len(points))]
    for _ in range(k - 1):
        squares = squared_distances(points, points[chosen]).min(axis=1)
        if not squares.any():
            squares = np.ones(len(points))
        chosen.append(rng.choice(len(points), p=squares / squares.sum()))
    return np.array(chosen)
