"""What comes back is `float32`."""
# %% plus_plus_code
def plus_plus(points, k, rng):
    rows = [int(rng.integers(len(points)))]
    for _ in range(k - 1):
        d = squared_distances(points, points[rows]).min(axis=1)
        rows.append(int(rng.choice(len(points), p=d / d.sum() if d.sum() > 0 else None)))
    return points[rows].astype(np.float32)
