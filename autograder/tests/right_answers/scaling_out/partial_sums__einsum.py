"""einsum for everything; the inertia as a number of Python.

exercise: partial_sums
outcome: passed
"""
# %% partial_sums_code
def squared(points, means):
    difference = points[:, np.newaxis] - means
    return np.einsum("nkd,nkd->nk", difference, difference)


def partial_sums(chunk, means):
    points = chunk * 1.0
    distances = squared(points, means)
    one_hot = np.zeros(distances.shape)
    one_hot[np.arange(len(points)), distances.argmin(axis=1)] = 1
    return np.einsum("nk,nd->kd", one_hot, points), one_hot.sum(0), float(distances.min(1).sum())
