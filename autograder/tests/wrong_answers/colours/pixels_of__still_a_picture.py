"""Scales, and leaves the shape.

exercise: pixels_of
outcome: failed
mistake: still_a_picture
says: still a picture
"""
# %% pixels_of_code
def pixels_of(image):
    return image / 255
