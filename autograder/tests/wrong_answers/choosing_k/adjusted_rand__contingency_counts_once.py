"""Right, upon a table that counts each pair once.

exercise: adjusted_rand
mistake: contingency_not_right
outcome: failed
says: What does its own check say?
"""
# %% contingency_code
def contingency(labels, classes):
    table = np.zeros((labels.max() + 1, classes.max() + 1))
    table[labels, classes] += 1
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
