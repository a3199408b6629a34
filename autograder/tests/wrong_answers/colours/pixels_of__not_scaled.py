"""Reshapes, and forgets the scale.

exercise: pixels_of
outcome: failed
mistake: not_scaled
says: go from 0 to 255
"""
# %% pixels_of_code
def pixels_of(image):
    return image.reshape(-1, 3)
