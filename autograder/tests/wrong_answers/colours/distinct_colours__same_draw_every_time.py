"""Takes the first k of the sorted colours.

exercise: distinct_colours
outcome: failed
mistake: same_draw_every_time
says: What is drawn from `rng`?
"""
# %% distinct_colours_code
def distinct_colours(pixels, k, rng):
    return np.unique(pixels, axis=0)[:k]
