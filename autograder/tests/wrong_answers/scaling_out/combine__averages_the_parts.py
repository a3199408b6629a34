"""np.mean for np.sum.

exercise: combine
mistake: averages_the_parts
outcome: failed
says: divided by their number
"""
# %% combine_code
def combine(parts):
    sums, counts, inertia = zip(*parts)
    return np.mean(sums, axis=0), np.mean(counts, axis=0), np.mean(inertia)
