"""Python numbers, which raise for 0 / 0.

exercise: adjusted_rand
mistake: nothing_to_learn
outcome: error
says: M = E
"""
# %% adjusted_rand_code
def adjusted_rand(labels, classes):
    def pairs(m):
        return float((m * (m - 1)).sum()) / 2

    table = contingency(labels, classes)
    n = len(labels)
    both, rows, columns = pairs(table), pairs(table.sum(1)), pairs(table.sum(0))
    luck = rows * columns / (n * (n - 1) / 2)
    return (both - luck) / ((rows + columns) / 2 - luck)
