"""Every so many rows, from a random one on.

exercise: mini_batch
mistake: rows_depend_on_each_other
outcome: failed
says: decide which others
"""
# %% mini_batch_code
def mini_batch(points, means, seen, size, rng):
    stride = len(points) // size
    rows = (rng.integers(len(points)) + stride * np.arange(size)) % len(points)
    sums, counts, _ = partial_sums(points[rows], means)
    return means_of(seen[:, None] * means + sums, seen + counts, means), seen + counts
