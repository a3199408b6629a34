"""The smallest inertia is given back.

exercise: best_of
mistake: gives_the_inertia
outcome: failed
says: which means it belongs to
"""
# %% best_of_code
def best_of(points, k, restarts, rng):
    runs = [run_to_rest(points, random_start(points, k, rng), 300)[0] for _ in range(restarts)]
    return min(inertia(points, means) for means in runs)
