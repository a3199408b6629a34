"""It draws by running sums and one number between 0 and 1."""
# %% plus_plus_code
def plus_plus(points, k, rng):
    points = np.asarray(points, dtype=float)
    rows = [int(rng.random() * len(points))]
    for _ in range(1, k):
        d2 = np.min([((points - points[r]) ** 2).sum(axis=1) for r in rows], axis=0)
        if d2.sum() == 0:
            rows.append(int(rng.integers(len(points))))
        else:
            edges = np.cumsum(d2)
            rows.append(int(np.searchsorted(edges, rng.random() * edges[-1], side="right")))
    return points[rows]
