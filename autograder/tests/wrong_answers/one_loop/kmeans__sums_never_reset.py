"""Sums and counts begin at 0 only once.

exercise: kmeans
mistake: sums_never_reset
outcome: failed
says: begin at 0
"""
# %% kmeans_code
def kmeans(points, means, iterations):
    sums = np.zeros(means.shape)
    counts = np.zeros((len(means), 1))
    for _ in range(iterations):
        h = one_hot(expanded_distances(points, means).argmin(axis=1), len(means))
        sums += h.T @ points
        counts += h.sum(axis=0)[:, None]
        means = np.where(counts > 0, sums / np.maximum(counts, 1), means)
    return means
