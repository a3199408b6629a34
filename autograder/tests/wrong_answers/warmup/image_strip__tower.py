"""One image below the other.

exercise: image_strip
mistake: tower
outcome: failed
says: one below the other
"""
# %% image_strip_code
def image_strip(images):
    side = round(images.shape[1] ** 0.5)
    return images.reshape(-1, side)
