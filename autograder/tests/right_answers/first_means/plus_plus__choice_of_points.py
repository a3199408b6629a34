"""`rng.choice` draws the points themselves, and an array is filled."""
# %% plus_plus_code
def plus_plus(points, k, rng):
    means = np.empty((k, points.shape[1]))
    means[0] = rng.choice(points)
    for j in range(1, k):
        d = squared_distances(points, means[:j]).min(axis=1)
        means[j] = rng.choice(points, p=d / d.sum()) if d.max() > 0 else rng.choice(points)
    return means
