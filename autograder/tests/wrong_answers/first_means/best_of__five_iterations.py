"""Each run has five iterations at most.

exercise: best_of
mistake: not_at_rest
outcome: failed
says: would still move
"""
# %% best_of_code
def best_of(points, k, restarts, rng):
    runs = [run_to_rest(points, random_start(points, k, rng), 5)[0] for _ in range(restarts)]
    return min(runs, key=lambda means: inertia(points, means))
