"""Divides without remainder.

exercise: pixels_of
outcome: failed
mistake: whole_division
says: without remainder
"""
# %% pixels_of_code
def pixels_of(image):
    h, w, _ = image.shape
    return image.reshape(h * w, 3) // 255
