"""The comparison goes the wrong way.

exercise: best_of
mistake: keeps_the_worst
outcome: failed
says: *largest* inertia
"""
# %% best_of_code
def best_of(points, k, restarts, rng):
    best = None
    for _ in range(restarts):
        means, _ = run_to_rest(points, random_start(points, k, rng), 300)
        if best is None or inertia(points, means) > inertia(points, best):
            best = means
    return best
