"""Thinks of x before y.

exercise: paint
outcome: failed
mistake: width_and_height_swapped
says: have changed places
"""
# %% paint_code
def paint(labels, palette, height, width):
    colours = np.rint(palette * 255).clip(0, 255).astype(np.uint8)
    return colours[labels].reshape(width, height, 3)
