"""Divides the array of bytes in place.

exercise: pixels_of
outcome: error
mistake: raises
says: has no room for fractions
"""
# %% pixels_of_code
def pixels_of(image):
    image /= 255
    return image.reshape(-1, 3)
