"""The finished strip, turned.

exercise: image_strip
mistake: transposed
outcome: failed
says: Which axis counts what?
"""
# %% image_strip_code
def image_strip(images):
    side = round(images.shape[1] ** 0.5)
    strip = images.reshape(-1, side, side).transpose(1, 0, 2).reshape(side, -1)
    return strip.T
