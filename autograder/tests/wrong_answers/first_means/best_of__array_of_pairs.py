"""Arrays are made of the pairs of `run_to_rest`.

exercise: best_of
mistake: raises
outcome: error
says: Which of the two values
"""
# %% best_of_code
def best_of(points, k, restarts, rng):
    runs = np.array([run_to_rest(points, random_start(points, k, rng), 300) for _ in range(restarts)])
    return runs[0]
