"""Right, on a base that leaves the division to nobody.

exercise: mini_batch
mistake: partial_sums_not_right
outcome: failed
says: its own check
"""
# %% mini_batch_code
def mini_batch(points, means, seen, size, rng):
    rows = rng.choice(len(points), size, replace=False)
    sums, counts, _ = partial_sums(points[rows], means)
    return means_of(seen[:, None] * means + sums, seen + counts, means), seen + counts
# %% partial_sums_code
def partial_sums(chunk, means):
    distances = ((chunk[:, None] - means) ** 2).sum(axis=2)
    members = np.eye(len(means))[distances.argmin(axis=1)]
    counts = members.sum(axis=0)
    return members.T @ chunk / np.maximum(counts, 1)[:, None], counts, distances.min(axis=1).sum()
