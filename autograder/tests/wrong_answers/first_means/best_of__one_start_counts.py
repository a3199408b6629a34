"""The last run is given back.

exercise: best_of
mistake: one_start_counts
outcome: failed
says: no better than those of a single start
"""
# %% best_of_code
def best_of(points, k, restarts, rng):
    for _ in range(restarts):
        means, _ = run_to_rest(points, random_start(points, k, rng), 300)
    return means
