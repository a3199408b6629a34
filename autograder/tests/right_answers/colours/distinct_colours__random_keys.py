"""Gives each colour a random number and takes those with the k smallest.

exercise: distinct_colours
outcome: passed
"""
# %% distinct_colours_code
def distinct_colours(pixels, k, rng):
    colours = np.unique(pixels, axis=0)
    order = np.argsort(rng.random(len(colours)))
    return colours[order[:k]].copy()
