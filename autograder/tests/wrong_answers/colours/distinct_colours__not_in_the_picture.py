"""Takes colours of chance.

exercise: distinct_colours
outcome: failed
mistake: not_in_the_picture
says: no pixel has the colour
"""
# %% distinct_colours_code
def distinct_colours(pixels, k, rng):
    return rng.random((k, 3))
