"""Finds the different colours, and puts each back after it was drawn.

exercise: distinct_colours
outcome: failed
mistake: drawn_with_replacement
says: puts each back
"""
# %% distinct_colours_code
def distinct_colours(pixels, k, rng):
    colours = np.unique(pixels, axis=0)
    return colours[rng.integers(len(colours), size=k)]
