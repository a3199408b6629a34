"""Right, one image after the other.

exercise: image_strip
mistake: python_loops
outcome: partial
says: one Python loop
"""
# %% image_strip_code
def image_strip(images):
    side = round(images.shape[1] ** 0.5)
    strip = np.zeros((side, len(images) * side))
    for i in range(len(images)):
        strip[:, i * side : (i + 1) * side] = images[i].reshape(side, side)
    return strip
