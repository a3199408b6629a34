"""Uses `take`, minimum and maximum.

exercise: paint
outcome: passed
"""
# %% paint_code
def paint(labels, palette, height, width):
    bytes_ = np.minimum(np.maximum(np.rint(255 * palette), 0), 255)
    return np.take(bytes_, labels, axis=0).reshape([height, width, 3]).astype(np.uint8)
