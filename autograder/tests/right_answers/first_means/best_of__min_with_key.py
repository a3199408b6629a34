"""min with the inertia as its key."""
# %% best_of_code
def best_of(points, k, restarts, rng):
    def run():
        return run_to_rest(points, random_start(points, k, rng), 1000)[0]
    return min((run() for _ in range(restarts)), key=lambda means: inertia(points, means))
