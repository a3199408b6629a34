"""Rounds and clips, and leaves 255 out.

exercise: paint
mistake: bytes_too_soon
outcome: failed
says: What should be done to them first
"""
# %% paint_code
def paint(labels, palette, height, width):
    colours = np.rint(palette).clip(0, 255).astype(np.uint8)
    return colours[labels].reshape(height, width, 3)
