"""Draws row numbers with replacement.

exercise: mini_batch
mistake: drawn_with_replacement
outcome: failed
says: with replacement
"""
# %% mini_batch_code
def mini_batch(points, means, seen, size, rng):
    rows = rng.integers(0, len(points), size)
    sums, counts, _ = partial_sums(points[rows], means)
    return means_of(seen[:, None] * means + sums, seen + counts, means), seen + counts
