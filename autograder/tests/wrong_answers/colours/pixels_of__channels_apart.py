"""Makes three rows of the picture and turns them.

exercise: pixels_of
outcome: failed
mistake: channels_apart
says: from different pixels
"""
# %% pixels_of_code
def pixels_of(image):
    return (image / 255).reshape(3, -1).T
