"""Where all squares are 0, all weights become 1."""
# %% plus_plus_code
def plus_plus(points, k, rng):
    chosen = rng.choice(len(points), 1)
    while chosen.size < k:
        gaps = points[:, None].astype(float) - points[chosen]
        weights = (gaps**2).sum(axis=-1).min(axis=-1)
        if not weights.any():
            weights = np.ones(len(points))
        chosen = np.append(chosen, rng.choice(len(points), 1, p=weights / weights.sum()))
    return points[chosen]
