"""The last row is never drawn, unless all are.

exercise: mini_batch
mistake: uneven_draws
outcome: failed
says: From which row numbers do you draw
"""
# %% mini_batch_code
def mini_batch(points, means, seen, size, rng):
    rows = rng.choice(max(len(points) - 1, size), size, replace=False)
    sums, counts, _ = partial_sums(points[rows], means)
    return means_of(seen[:, None] * means + sums, seen + counts, means), seen + counts
