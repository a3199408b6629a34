"""The same, with the rows in rising order.

exercise: mini_batch
mistake: means_move_within_the_batch
outcome: failed
says: as they were before
"""
# %% mini_batch_code
def mini_batch(points, means, seen, size, rng):
    new, count = means.astype(float), seen.astype(float)
    batch = points[np.sort(rng.permutation(len(points))[:size])]
    for point in batch.astype(float):
        j = np.argmin(np.linalg.norm(new - point, axis=1))
        count[j] += 1
        rate = 1 / count[j]
        new[j] = (1 - rate) * new[j] + rate * point
    return new, count
