"""Returns the counts of the batch.

exercise: mini_batch
mistake: returns_the_batch_counts
outcome: failed
says: the counts of this batch alone
"""
# %% mini_batch_code
def mini_batch(points, means, seen, size, rng):
    rows = rng.choice(len(points), size, replace=False)
    sums, counts, _ = partial_sums(points[rows], means)
    return means_of(seen[:, None] * means + sums, seen + counts, means), counts
