"""Sculley's own form: labels first, then a pull for each point.

exercise: mini_batch
outcome: passed
"""
# %% mini_batch_code
def mini_batch(points, means, seen, size, rng):
    batch = points[rng.choice(len(points), size, replace=False)].astype(float)
    labels = [int(((means - x) ** 2).sum(axis=1).argmin()) for x in batch]
    means, seen = means.astype(float), seen.copy()
    for x, j in zip(batch, labels):
        seen[j] += 1
        rate = 1 / seen[j]
        means[j] = (1 - rate) * means[j] + rate * x
    return means, seen
