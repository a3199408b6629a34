"""Makes bytes before it multiplies.

exercise: paint
outcome: failed
mistake: bytes_too_soon
says: Which of the two has to come first
"""
# %% paint_code
def paint(labels, palette, height, width):
    colours = palette.astype(int).astype(np.uint8) * np.uint8(255)
    return colours[labels].reshape(height, width, 3)
