"""A generator of its own, with a seed.

exercise: best_of
mistake: ignores_the_generator
outcome: failed
says: from `rng`
"""
# %% best_of_code
def best_of(points, k, restarts, rng):
    best = None
    for _ in range(restarts):
        means, _ = run_to_rest(points, random_start(points, k, np.random.default_rng()), 300)
        if best is None or inertia(points, means) < inertia(points, best):
            best = means
    return best
