"""Forgets the axis, and draws single numbers.

exercise: distinct_colours
outcome: failed
mistake: numbers_of_different_pixels
says: come from different pixels
"""
# %% distinct_colours_code
def distinct_colours(pixels, k, rng):
    channels = [rng.permutation(channel) for channel in np.unique(pixels, axis=0).T]
    return np.array([channel[:k] for channel in channels]).T
