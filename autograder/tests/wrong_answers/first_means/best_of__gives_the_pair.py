"""The pair of `run_to_rest` is given back as it is.

exercise: best_of
mistake: gives_the_pair
outcome: failed
says: Which of them is asked for
"""
# %% best_of_code
def best_of(points, k, restarts, rng):
    runs = [run_to_rest(points, random_start(points, k, rng), 300) for _ in range(restarts)]
    return min(runs, key=lambda run: inertia(points, run[0]))
