"""Any number of images, all of the example's size.

exercise: image_strip
mistake: always_28
outcome: error
says: 28 x 28
"""
# %% image_strip_code
def image_strip(images):
    return images.reshape(-1, 28, 28).transpose(1, 0, 2).reshape(28, -1)
