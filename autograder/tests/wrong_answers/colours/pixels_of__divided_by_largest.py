"""Divides by the brightest number that is there.

exercise: pixels_of
outcome: failed
mistake: divided_by_largest
says: a picture *can* have
"""
# %% pixels_of_code
def pixels_of(image):
    pixels = image.astype(float).reshape(-1, 3)
    return pixels / pixels.max()
