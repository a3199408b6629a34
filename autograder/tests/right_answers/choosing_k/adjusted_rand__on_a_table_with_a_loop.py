"""Right, upon a table with a loop, which costs its points there."""
# %% contingency_code
def contingency(labels, classes):
    table = np.zeros((labels.max() + 1, classes.max() + 1))
    for label, kind in zip(labels, classes):
        table[label, kind] += 1
    return table
# %% adjusted_rand_code
def adjusted_rand(labels, classes):
    def pairs(m):
        return (m * (m - 1) / 2).sum()

    table = contingency(labels, classes)
    n = len(labels)
    A, B, C = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    E = B * C / (n * (n - 1) / 2)
    M = (B + C) / 2
    return 1.0 if M == E else (A - E) / (M - E)
