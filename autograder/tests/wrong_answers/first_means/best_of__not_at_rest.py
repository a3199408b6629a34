"""Each run has a single iteration.

exercise: best_of
mistake: not_at_rest
outcome: failed
says: would still move
"""
# %% best_of_code
def best_of(points, k, restarts, rng):
    runs = [step(points, random_start(points, k, rng)) for _ in range(restarts)]
    return min(runs, key=lambda means: inertia(points, means))
