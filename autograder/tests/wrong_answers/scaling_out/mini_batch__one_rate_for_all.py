"""One rate for all means.

exercise: mini_batch
mistake: one_rate_for_all
outcome: failed
says: one rate
"""
# %% mini_batch_code
def mini_batch(points, means, seen, size, rng):
    rows = rng.choice(len(points), size, replace=False)
    sums, counts, _ = partial_sums(points[rows], means)
    total = seen + counts
    return means + (sums - counts[:, None] * means) / total.sum(), total
