"""The entries that belong to the labels are picked out of the distances (n, k)."""
# %% half_step_inertias_code
def half_step_inertias(points, means):
    rows = np.arange(len(points))
    d = squared_distances(points, means)
    labels = np.argmin(d, axis=1)
    new = move(points, labels, means)
    d_new = squared_distances(points, new)
    return [d[rows, labels].sum(), d_new[rows, labels].sum(), np.min(d_new, axis=1).sum()]
