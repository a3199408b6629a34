"""The first rows of a permutation; the pull as a difference.

exercise: mini_batch
outcome: passed
"""
# %% mini_batch_code
def mini_batch(points, means, seen, size, rng):
    rows = rng.permutation(len(points))[:size]
    sums, counts, _ = partial_sums(points[rows], means)
    total = seen + counts
    pull = (sums - counts[:, None] * means) / np.maximum(total, 1)[:, None]
    return means + pull, total
