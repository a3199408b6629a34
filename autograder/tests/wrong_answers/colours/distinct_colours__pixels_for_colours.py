"""Draws different pixels, as in 02.

exercise: distinct_colours
outcome: failed
mistake: pixels_for_colours
says: different pixels have the same colour
"""
# %% distinct_colours_code
def distinct_colours(pixels, k, rng):
    rows = rng.choice(len(pixels), k, replace=False)
    return pixels[rows]
