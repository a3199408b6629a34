"""A first run before the loop comes on top.

exercise: best_of
mistake: one_restart_more
outcome: failed
says: a run before it
"""
# %% best_of_code
def best_of(points, k, restarts, rng):
    best, _ = run_to_rest(points, random_start(points, k, rng), 300)
    for _ in range(restarts):
        means, _ = run_to_rest(points, random_start(points, k, rng), 300)
        if inertia(points, means) < inertia(points, best):
            best = means
    return best
