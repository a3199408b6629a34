"""The last reshape is missing.

exercise: image_strip
mistake: three_axes_left
outcome: failed
says: still three of them
"""
# %% image_strip_code
def image_strip(images):
    side = round(images.shape[1] ** 0.5)
    return images.reshape(-1, side, side).transpose(1, 0, 2)
