"""What was seen before is a part like any other.

exercise: mini_batch
outcome: passed
"""
# %% mini_batch_code
def mini_batch(points, means, seen, size, rng):
    rows = np.sort(rng.choice(np.arange(len(points)), size=size, replace=False, shuffle=False))
    before = (means * seen[:, None], seen, 0.0)
    sums, counts, _ = combine([before, partial_sums(points[rows], means)])
    return means_of(sums, counts, means), counts
