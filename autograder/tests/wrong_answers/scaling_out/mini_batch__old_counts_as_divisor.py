"""Divides by what was seen before.

exercise: mini_batch
mistake: old_counts_as_divisor
outcome: failed
says: *before* this batch
"""
# %% mini_batch_code
def mini_batch(points, means, seen, size, rng):
    rows = rng.choice(len(points), size, replace=False)
    sums, counts, _ = partial_sums(points[rows], means)
    new = means + (sums - counts[:, None] * means) / seen[:, None]
    return new, seen + counts
