"""Works with numbers of half the size, which are enough for colours.

exercise: distinct_colours
outcome: passed
"""
# %% distinct_colours_code
def distinct_colours(pixels, k, rng):
    colours = np.unique(pixels.astype(np.float32), axis=0)
    return rng.permutation(colours)[:k]
