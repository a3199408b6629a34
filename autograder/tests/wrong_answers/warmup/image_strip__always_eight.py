"""The numbers of the example.

exercise: image_strip
mistake: always_eight
outcome: error
says: eight images
"""
# %% image_strip_code
def image_strip(images):
    return images.reshape(8, 28, 28).transpose(1, 0, 2).reshape(28, 224)
