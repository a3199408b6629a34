"""Says both lengths, and multiplies by a fraction.

exercise: pixels_of
outcome: passed
"""
# %% pixels_of_code
def pixels_of(image):
    h, w, channels = image.shape
    points = image.reshape(h * w, channels)
    return points * (1 / 255)
