"""hstack takes an array as a list of its items.

exercise: image_strip
outcome: passed
"""
# %% image_strip_code
def image_strip(images):
    side = round(images.shape[1] ** 0.5)
    return np.hstack(images.reshape(-1, side, side))
