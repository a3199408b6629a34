"""Uses the global generator.

exercise: distinct_colours
outcome: failed
mistake: ignores_the_generator
says: from no other generator
"""
# %% distinct_colours_code
def distinct_colours(pixels, k, rng):
    colours = np.unique(pixels, axis=0)
    return colours[np.random.permutation(len(colours))[:k]]
