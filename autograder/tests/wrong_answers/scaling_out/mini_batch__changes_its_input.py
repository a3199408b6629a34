"""Adds the counts in place.

exercise: mini_batch
mistake: changes_its_input
outcome: partial
says: changes its input `seen`
"""
# %% mini_batch_code
def mini_batch(points, means, seen, size, rng):
    rows = rng.choice(len(points), size, replace=False)
    sums, counts, _ = partial_sums(points[rows], means)
    old = seen[:, None] * means
    seen += counts
    return means_of(old + sums, seen, means), seen
