"""Draws row numbers of the different colours.

exercise: distinct_colours
outcome: passed
"""
# %% distinct_colours_code
def distinct_colours(pixels, k, rng):
    _, first = np.unique(pixels, axis=0, return_index=True)
    return pixels[rng.choice(first, size=k, replace=False)]
