"""The start of the best run is kept instead of its end.

exercise: best_of
mistake: gives_the_start
outcome: failed
says: points still
"""
# %% best_of_code
def best_of(points, k, restarts, rng):
    best, least = None, np.inf
    for _ in range(restarts):
        start = random_start(points, k, rng)
        means, _ = run_to_rest(points, start, 300)
        if inertia(points, means) < least:
            best, least = start, inertia(points, means)
    return best
