"""The estimate for a sample.

exercise: standardise
mistake: divisor_n_minus_one
outcome: failed
says: ddof=1
"""
# %% standardise_code
def standardise(points):
    return (points - np.mean(points, axis=0)) / np.std(points, axis=0, ddof=1)
