"""Clips, and cuts off what stands after the point.

exercise: paint
outcome: failed
mistake: cut_off
says: 254.9 becomes 254
"""
# %% paint_code
def paint(labels, palette, height, width):
    colours = np.clip(palette * 255, 0, 255).astype(np.uint8)
    return colours[labels].reshape(height, width, 3)
