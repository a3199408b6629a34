"""Takes the points of the batch one after the other, each with the means as they stand by then.

exercise: mini_batch
mistake: means_move_within_the_batch
outcome: failed
says: as they were before
"""
# %% mini_batch_code
def mini_batch(points, means, seen, size, rng):
    new, count = means.astype(float), seen.astype(float)
    for row in rng.choice(len(points), size, replace=False):
        point = points[row].astype(float)
        j = ((new - point) ** 2).sum(axis=1).argmin()
        count[j] += 1
        new[j] += (point - new[j]) / count[j]
    return new, count
