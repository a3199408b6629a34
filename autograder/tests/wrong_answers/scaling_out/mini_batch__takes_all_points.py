"""Takes all points, whatever the size.

exercise: mini_batch
mistake: other_size
outcome: failed
says: the batch had 12 different ones
"""
# %% mini_batch_code
def mini_batch(points, means, seen, size, rng):
    shuffled = rng.permutation(points)
    sums, counts, _ = partial_sums(shuffled, means)
    return means_of(seen[:, None] * means + sums, seen + counts, means), seen + counts
