"""Clips to the limits that the palette had before it was multiplied.

exercise: paint
mistake: clipped_to_one
outcome: failed
says: after
"""
# %% paint_code
def paint(labels, palette, height, width):
    colours = np.rint(palette * 255).clip(0, 1).astype(np.uint8)
    return colours[labels].reshape(height, width, 3)
