"""Two axes swapped, and the last length left to reshape.

exercise: image_strip
outcome: passed
"""
# %% image_strip_code
def image_strip(images):
    side = round(images.shape[1] ** 0.5)
    pixels = images.reshape(-1, side, side)
    return pixels.swapaxes(0, 1).reshape(side, -1)
