"""The start is drawn before the loop, so that every run is the same.

exercise: best_of
mistake: one_start_counts
outcome: failed
says: Is a new start drawn
"""
# %% best_of_code
def best_of(points, k, restarts, rng):
    start = random_start(points, k, rng)
    best = None
    for _ in range(restarts):
        means, _ = run_to_rest(points, start, 300)
        if best is None or inertia(points, means) < inertia(points, best):
            best = means
    return best
