"""Right, entry by entry.

exercise: adjusted_rand
mistake: python_loops
outcome: partial
says: 3 Python loops
"""
# %% adjusted_rand_code
def adjusted_rand(labels, classes):
    table = contingency(labels, classes)
    n = len(labels)
    A = sum(m * (m - 1) / 2 for m in table.ravel())
    B = sum(m * (m - 1) / 2 for m in table.sum(axis=1))
    C = sum(m * (m - 1) / 2 for m in table.sum(axis=0))
    E = B * C / (n * (n - 1) / 2)
    M = (B + C) / 2
    return 1.0 if M == E else (A - E) / (M - E)
