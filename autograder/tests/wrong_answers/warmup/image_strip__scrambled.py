"""No transpose at all.

exercise: image_strip
mistake: scrambled
outcome: failed
says: without any transpose
"""
# %% image_strip_code
def image_strip(images):
    side = round(images.shape[1] ** 0.5)
    return images.reshape(len(images), side, side).reshape(side, len(images) * side)
