"""It begins with an infinite inertia, and draws the rows by a permutation."""
# %% best_of_code
def best_of(points, k, restarts, rng):
    best, best_inertia = None, np.inf
    for i in range(restarts):
        means = points[rng.permutation(len(points))[:k]]
        while True:
            new = step(points, means)
            if np.allclose(new, means, atol=1e-12):
                break
            means = new
        total = inertia(points, new)
        if total < best_inertia:
            best, best_inertia = new, total
    return best
