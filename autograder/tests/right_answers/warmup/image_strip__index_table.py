"""Row and column of each pixel, looked up in one table of row numbers.

exercise: image_strip
outcome: passed
"""
# %% image_strip_code
def image_strip(images):
    side = round(images.shape[1] ** 0.5)
    rows = np.arange(side)[:, None, None] * side + np.arange(side)
    return images[np.arange(len(images))[:, None], rows].reshape(side, -1)
