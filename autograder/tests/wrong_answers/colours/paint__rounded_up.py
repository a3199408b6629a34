"""Rounds up.

exercise: paint
mistake: rounded_up
outcome: failed
says: next *larger*
"""
# %% paint_code
def paint(labels, palette, height, width):
    colours = np.ceil(palette * 255).clip(0, 255).astype(np.uint8)
    return colours[labels].reshape(height, width, 3)
