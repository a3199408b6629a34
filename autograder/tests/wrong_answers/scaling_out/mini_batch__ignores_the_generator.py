"""Makes a generator of its own.

exercise: mini_batch
mistake: ignores_the_generator
outcome: failed
says: from no other generator
"""
# %% mini_batch_code
def mini_batch(points, means, seen, size, rng):
    rows = np.random.default_rng().choice(len(points), size, replace=False)
    sums, counts, _ = partial_sums(points[rows], means)
    return means_of(seen[:, None] * means + sums, seen + counts, means), seen + counts
