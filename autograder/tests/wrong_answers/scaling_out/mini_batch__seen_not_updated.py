"""Returns the old counts.

exercise: mini_batch
mistake: seen_not_updated
outcome: failed
says: returned as it came in
"""
# %% mini_batch_code
def mini_batch(points, means, seen, size, rng):
    rows = rng.choice(len(points), size, replace=False)
    sums, counts, _ = partial_sums(points[rows], means)
    return means_of(seen[:, None] * means + sums, seen + counts, means), seen
