""".T of the squares turns all three axes round.

exercise: image_strip
mistake: interleaved_on_its_side
outcome: failed
says: turned round
"""
# %% image_strip_code
def image_strip(images):
    side = round(images.shape[1] ** 0.5)
    return images.reshape(-1, side, side).T.reshape(side, -1)
