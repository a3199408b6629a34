"""All runs are kept, and the best is picked at the end."""
# %% best_of_code
def best_of(points, k, restarts, rng):
    runs = [run_to_rest(points, random_start(points, k, rng), 300)[0] for _ in range(restarts)]
    return runs[int(np.argmin([inertia(points, m) for m in runs]))]
