"""Flattens each channel by itself and puts them side by side.

exercise: pixels_of
outcome: passed
"""
# %% pixels_of_code
def pixels_of(image):
    red, green, blue = image[..., 0], image[..., 1], image[..., 2]
    return np.column_stack([red.ravel(), green.ravel(), blue.ravel()]) / 255
