"""Divides by a count of zero.

exercise: mini_batch
mistake: never_seen_nan
outcome: failed
says: never seen a point becomes NaN
"""
# %% mini_batch_code
def mini_batch(points, means, seen, size, rng):
    rows = rng.choice(len(points), size, replace=False)
    sums, counts, _ = partial_sums(points[rows], means)
    total = seen + counts
    return (seen[:, None] * means + sums) / total[:, None], total
