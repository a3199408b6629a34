"""Divides the transpose, so that no new axis is needed.

exercise: means_of
outcome: passed
"""
# %% means_of_code
def means_of(sums, counts, means):
    safe = np.where(counts == 0, 1, counts)
    averages = (sums.T / safe).T
    averages[counts == 0] = means[counts == 0]
    return averages
