"""Takes k neighbours of the sorted colours, from a random place on.

exercise: distinct_colours
outcome: failed
mistake: colours_depend_on_each_other
says: Does one colour decide
"""
# %% distinct_colours_code
def distinct_colours(pixels, k, rng):
    colours = np.unique(pixels, axis=0)
    first = rng.integers(len(colours))
    return np.roll(colours, -first, axis=0)[:k]
