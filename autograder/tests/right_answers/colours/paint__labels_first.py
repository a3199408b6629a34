"""Puts the labels into the shape first, and indexes with the picture of them.

exercise: paint
outcome: passed
"""
# %% paint_code
def paint(labels, palette, height, width):
    colours = np.clip(np.round(palette * 255), 0, 255).astype(np.uint8)
    return colours[labels.reshape(height, width)]
