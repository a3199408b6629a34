"""The first rows of the file.

exercise: mini_batch
mistake: same_draw_every_time
outcome: failed
says: What is drawn from `rng`
"""
# %% mini_batch_code
def mini_batch(points, means, seen, size, rng):
    sums, counts, _ = partial_sums(points[:size], means)
    return means_of(seen[:, None] * means + sums, seen + counts, means), seen + counts
