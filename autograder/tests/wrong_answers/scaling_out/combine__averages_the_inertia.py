"""Sums and counts are added, the inertia is averaged.

exercise: combine
mistake: averages_the_inertia
outcome: failed
says: divided by the number of parts
"""
# %% combine_code
def combine(parts):
    sums, counts, inertia = zip(*parts)
    return np.sum(sums, axis=0), np.sum(counts, axis=0), np.mean(inertia)
