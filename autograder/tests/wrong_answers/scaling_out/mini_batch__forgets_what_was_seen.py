"""The means of the batch.

exercise: mini_batch
mistake: forgets_what_was_seen
outcome: failed
says: averages of this batch alone
"""
# %% mini_batch_code
def mini_batch(points, means, seen, size, rng):
    rows = rng.choice(len(points), size, replace=False)
    sums, counts, _ = partial_sums(points[rows], means)
    return means_of(sums, counts, means), seen + counts
