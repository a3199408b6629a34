"""A random piece of the file, which goes on at the beginning.

exercise: mini_batch
mistake: neighbouring_rows
outcome: failed
says: next to each other
"""
# %% mini_batch_code
def mini_batch(points, means, seen, size, rng):
    rows = (rng.integers(len(points)) + np.arange(size)) % len(points)
    sums, counts, _ = partial_sums(points[rows], means)
    return means_of(seen[:, None] * means + sums, seen + counts, means), seen + counts
