"""Stays in single precision.

exercise: pixels_of
outcome: passed
"""
# %% pixels_of_code
def pixels_of(image):
    return image.astype(np.float32).reshape((-1, image.shape[-1])) / np.float32(255)
