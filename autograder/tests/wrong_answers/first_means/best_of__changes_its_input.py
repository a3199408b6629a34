"""It writes into the points.

exercise: best_of
mistake: changes_its_input
outcome: partial
says: `points`
"""
# %% best_of_code
def best_of(points, k, restarts, rng):
    runs = [run_to_rest(points, random_start(points, k, rng), 300)[0] for _ in range(restarts)]
    best = min(runs, key=lambda means: inertia(points, means))
    points[:] = points[::-1].copy()
    return best
