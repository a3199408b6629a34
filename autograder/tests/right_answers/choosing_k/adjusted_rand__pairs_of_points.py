"""Every pair of points, in (n, n) arrays."""
# %% adjusted_rand_code
def adjusted_rand(labels, classes):
    n = len(labels)
    upper = np.triu(np.ones((n, n), dtype=bool), k=1)
    together = (labels[:, None] == labels)[upper]
    alike = (classes[:, None] == classes)[upper]
    a, b, c = (together & alike).sum(), together.sum(), alike.sum()
    expected = float(b) * float(c) / upper.sum()
    most = (float(b) + float(c)) / 2
    if np.isclose(most, expected):
        return 1.0
    return (a - expected) / (most - expected)
