"""In `04_first_means` the first means are drawn by running sums and a search.

assignment: 04_first_means
points: plus_plus 6
"""
# %% plus_plus_code
def plus_plus(points, k, rng):
    x = points.astype(float)
    chosen = [int(rng.integers(len(x)))]
    d = ((x - x[chosen[0]]) ** 2).sum(axis=1)
    while len(chosen) < k:
        chosen.append(int(rng.choice(len(x), p=d / d.sum() if d.any() else None)))
        d = np.minimum(d, ((x - x[chosen[-1]]) ** 2).sum(axis=1))
    return points[chosen]
