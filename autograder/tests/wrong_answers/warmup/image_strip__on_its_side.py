"""The columns come first.

exercise: image_strip
mistake: on_its_side
outcome: failed
says: lies on its side
"""
# %% image_strip_code
def image_strip(images):
    side = round(images.shape[1] ** 0.5)
    cubes = images.reshape(len(images), side, side)
    return cubes.transpose(2, 0, 1).reshape(side, -1)
