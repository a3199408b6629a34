"""np.sum without an axis.

exercise: combine
mistake: one_number
outcome: failed
says: along which axis
"""
# %% combine_code
def combine(parts):
    sums, counts, inertia = zip(*parts)
    return np.sum(sums), np.sum(counts), np.sum(inertia)
