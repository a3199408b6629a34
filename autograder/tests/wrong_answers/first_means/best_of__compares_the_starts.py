"""The best start is run, not the best run kept.

exercise: best_of
mistake: compares_the_starts
outcome: failed
says: *before* any iteration
"""
# %% best_of_code
def best_of(points, k, restarts, rng):
    starts = [random_start(points, k, rng) for _ in range(restarts)]
    best = min(starts, key=lambda start: inertia(points, start))
    return run_to_rest(points, best, 300)[0]
