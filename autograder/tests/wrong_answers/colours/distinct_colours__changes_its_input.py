"""Shuffles the pixels that it was given before it looks for the colours.

exercise: distinct_colours
outcome: partial
mistake: changes_its_input
says: changes its input
"""
# %% distinct_colours_code
def distinct_colours(pixels, k, rng):
    rng.shuffle(pixels)
    colours = np.unique(pixels, axis=0)
    return rng.permutation(colours)[:k]
