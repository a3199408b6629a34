"""It draws the picture, and gives nothing back.

exercise: image_strip
mistake: returns_nothing
outcome: failed
says: `return`
"""
# %% image_strip_code
def image_strip(images):
    side = round(images.shape[1] ** 0.5)
    strip = np.hstack(images.reshape(-1, side, side))
    strip.shape
