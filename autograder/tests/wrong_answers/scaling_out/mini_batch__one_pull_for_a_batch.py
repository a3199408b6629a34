"""One pull towards the average of the batch.

exercise: mini_batch
mistake: one_pull_for_a_batch
outcome: failed
says: *once*
"""
# %% mini_batch_code
def mini_batch(points, means, seen, size, rng):
    rows = rng.choice(len(points), size, replace=False)
    sums, counts, _ = partial_sums(points[rows], means)
    total = seen + counts
    rate = 1 / np.maximum(total, 1)[:, None]
    return means + rate * (means_of(sums, counts, means) - means), total
