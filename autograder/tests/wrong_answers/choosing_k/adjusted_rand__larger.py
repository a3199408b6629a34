"""The larger of B and C for their mean.

exercise: adjusted_rand
mistake: larger_for_mean
outcome: failed
says: larger of B and C
"""
# %% adjusted_rand_code
def adjusted_rand(labels, classes):
    def pairs(m):
        return (m * (m - 1) / 2).sum()

    table = contingency(labels, classes)
    n = len(labels)
    A, B, C = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    E = B * C / (n * (n - 1) / 2)
    M = max(B, C)

    if M == E:
        return 1.0
    return (A - E) / (M - E)
