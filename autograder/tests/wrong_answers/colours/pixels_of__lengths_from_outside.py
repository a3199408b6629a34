"""Takes height and width from the notebook.

exercise: pixels_of
mistake: raises
outcome: error
says: from outside
"""
# %% pixels_of_code
height, width = 364, 240  # as a cell above has set them


def pixels_of(image):
    return image.reshape(height * width, 3) / 255
