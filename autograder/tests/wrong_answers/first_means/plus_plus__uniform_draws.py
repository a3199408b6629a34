"""The probabilities are worked out, and forgotten.

exercise: plus_plus
mistake: uniform_draws
outcome: failed
says: a probability of its own
"""
# %% plus_plus_code
def plus_plus(points, k, rng):
    chosen = [rng.integers(len(points))]
    for _ in range(k - 1):
        squares = squared_distances(points, points[chosen]).min(axis=1)
        shares = squares / max(squares.sum(), 1e-9)
        chosen.append(rng.choice(len(points)))
    return points[chosen]
