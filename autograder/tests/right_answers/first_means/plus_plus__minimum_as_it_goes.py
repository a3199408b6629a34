"""Each turn looks at the newest point only, and keeps the smallest squares."""
# %% plus_plus_code
def plus_plus(points, k, rng):
    n = len(points)
    means = [points[rng.integers(n)]]
    nearest_square = np.full(n, np.inf)
    for _ in range(k - 1):
        new = ((points.astype(float) - means[-1]) ** 2).sum(axis=1)
        nearest_square = np.minimum(nearest_square, new)
        total = nearest_square.sum()
        p = nearest_square / total if total > 0 else np.full(n, 1 / n)
        means.append(points[rng.choice(n, p=p)])
    return np.array(means)
