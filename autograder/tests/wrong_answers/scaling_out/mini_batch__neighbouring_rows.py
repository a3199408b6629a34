"""A random piece of the file.

exercise: mini_batch
mistake: neighbouring_rows
outcome: failed
says: next to each other
"""
# %% mini_batch_code
def mini_batch(points, means, seen, size, rng):
    start = rng.integers(0, len(points) - size + 1)
    sums, counts, _ = partial_sums(points[start : start + size], means)
    return means_of(seen[:, None] * means + sums, seen + counts, means), seen + counts
