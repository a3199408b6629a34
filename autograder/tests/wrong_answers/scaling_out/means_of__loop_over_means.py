"""A loop over the means.

exercise: means_of
mistake: python_loops
outcome: partial
says: one Python loop
"""
# %% means_of_code
def means_of(sums, counts, means):
    new = means.copy()
    for j in range(len(means)):
        if counts[j] > 0:
            new[j] = sums[j] / counts[j]
    return new
