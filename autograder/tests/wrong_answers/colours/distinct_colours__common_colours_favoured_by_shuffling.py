"""Shuffles the pixels and keeps each colour that is new.

exercise: distinct_colours
outcome: failed
mistake: common_colours_favoured
says: on what does its chance depend
"""
# %% distinct_colours_code
def distinct_colours(pixels, k, rng):
    chosen = []
    for pixel in rng.permutation(pixels).tolist():
        if pixel not in chosen and len(chosen) < k:
            chosen.append(pixel)
    return np.array(chosen)
