"""np.divide with where and out.

exercise: means_of
outcome: passed
"""
# %% means_of_code
def means_of(sums, counts, means):
    c = counts.reshape(-1, 1)
    return np.divide(sums, c, out=np.array(means, dtype=float), where=c > 0)
