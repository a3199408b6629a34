"""The Rand index of 1971.

exercise: adjusted_rand
mistake: rand_index
outcome: failed
says: before it is adjusted
"""
# %% adjusted_rand_code
def adjusted_rand(labels, classes):
    together = labels[:, None] == labels
    alike = classes[:, None] == classes
    n = len(labels)
    return ((together == alike).sum() - n) / (n * (n - 1))
