"""m² in place of the pairs.

exercise: adjusted_rand
mistake: pairs_with_itself
outcome: failed
says: paired with itself
"""
# %% adjusted_rand_code
def adjusted_rand(labels, classes):
    table = contingency(labels, classes).astype(float)
    n = len(labels)
    A = (table**2).sum()
    B = (table.sum(axis=1) ** 2).sum()
    C = (table.sum(axis=0) ** 2).sum()
    E = B * C / n**2
    M = (B + C) / 2
    if M == E:
        return 1.0
    return (A - E) / (M - E)
