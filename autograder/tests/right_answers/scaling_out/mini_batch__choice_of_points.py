"""Draws the points themselves, and masks the means that have seen something.

exercise: mini_batch
outcome: passed
"""
# %% mini_batch_code
def mini_batch(points, means, seen, size, rng):
    batch = rng.choice(points, size=size, replace=False, axis=0)
    sums, counts, inertia = partial_sums(batch, means)
    after = seen + counts
    new = means.copy()
    ok = after > 0
    new[ok] = (seen[ok, None] * means[ok] + sums[ok]) / after[ok, None]
    return [new, after]
