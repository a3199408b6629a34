"""A first run before the loop, which then makes one turn too few.

exercise: best_of
mistake: one_restart_less
outcome: failed
says: one restart less
"""
# %% best_of_code
def best_of(points, k, restarts, rng):
    best, _ = run_to_rest(points, random_start(points, k, rng), 300)
    for _ in range(1, restarts - 1):
        means, _ = run_to_rest(points, random_start(points, k, rng), 300)
        if inertia(points, means) < inertia(points, best):
            best = means
    return best
