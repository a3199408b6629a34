"""Shuffles the different colours and takes the first k.

exercise: distinct_colours
outcome: passed
"""
# %% distinct_colours_code
def distinct_colours(pixels, k, rng):
    colours = np.unique(pixels, axis=0)
    return rng.permutation(colours)[:k]
