"""The flat images turned with .T.

exercise: image_strip
mistake: interleaved
outcome: failed
says: take turns
"""
# %% image_strip_code
def image_strip(images):
    side = round(images.shape[1] ** 0.5)
    return images.T.reshape(side, -1)
