"""The axes ordered by letters.

exercise: image_strip
outcome: passed
"""
# %% image_strip_code
def image_strip(images):
    side = round(images.shape[1] ** 0.5)
    n = len(images)
    return np.einsum('irc->ric', images.reshape(n, side, side)).reshape(side, n * side)
