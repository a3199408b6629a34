"""Leaves whole numbers of eight bytes.

exercise: paint
outcome: failed
mistake: not_uint8
says: not of the kind `uint8`
"""
# %% paint_code
def paint(labels, palette, height, width):
    colours = np.rint(palette * 255).astype(int).clip(0, 255)
    return colours[labels].reshape(height, width, 3)
