"""Divides with two strokes.

exercise: means_of
mistake: whole_division
outcome: failed
says: without remainder
"""
# %% means_of_code
def means_of(sums, counts, means):
    new = means.copy().astype(float)
    full = counts > 0
    new[full] = sums[full] // counts[full][:, None]
    return new
