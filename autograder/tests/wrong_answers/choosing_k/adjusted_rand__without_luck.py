"""E is never subtracted.

exercise: adjusted_rand
mistake: luck_not_subtracted
outcome: failed
says: This is A / M
"""
# %% adjusted_rand_code
def adjusted_rand(labels, classes):
    def pairs(m):
        return (m * (m - 1) / 2).sum()

    table = contingency(labels, classes)
    n = len(labels)
    A, B, C = pairs(table), pairs(table.sum(axis=1)), pairs(table.sum(axis=0))
    E = B * C / (n * (n - 1) / 2)
    M = (B + C) / 2

    return A / M
