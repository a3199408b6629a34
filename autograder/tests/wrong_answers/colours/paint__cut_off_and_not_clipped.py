"""Makes bytes of the numbers as they are.

exercise: paint
outcome: failed
mistake: cut_off_and_not_clipped
says: Which two steps
"""
# %% paint_code
def paint(labels, palette, height, width):
    picture = 255 * palette[labels]
    return picture.reshape(height, width, 3).astype(np.int64).astype(np.uint8)
