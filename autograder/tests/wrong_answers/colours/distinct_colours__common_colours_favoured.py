"""Draws colours by how many pixels have them.

exercise: distinct_colours
outcome: failed
mistake: common_colours_favoured
says: on what does its chance depend
"""
# %% distinct_colours_code
def distinct_colours(pixels, k, rng):
    colours, counts = np.unique(pixels, axis=0, return_counts=True)
    return rng.choice(colours, k, replace=False, p=counts / counts.sum())
