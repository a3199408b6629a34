"""Counts by bincount with all labels, sums by np.add.at; a list instead of a tuple.

exercise: partial_sums
outcome: passed
"""
# %% partial_sums_code
def partial_sums(chunk, means):
    x = np.asarray(chunk, dtype=np.float64)
    d = (x ** 2).sum(axis=1)[:, None] - 2 * x @ means.T + (means ** 2).sum(axis=1)
    labels = np.argmin(d, axis=1)
    sums = np.zeros(means.shape)
    np.add.at(sums, labels, x)
    counts = np.bincount(labels, minlength=means.shape[0])
    return [sums, counts, d[np.arange(len(x)), labels].sum()]
