"""Right, with a loop over the pixels.

exercise: paint
outcome: partial
mistake: python_loops
says: one Python loop
"""
# %% paint_code
def paint(labels, palette, height, width):
    picture = np.empty((height * width, 3), dtype=np.uint8)
    colours = np.rint(palette * 255).clip(0, 255)
    for i, label in enumerate(labels):
        picture[i] = colours[label]
    return picture.reshape(height, width, 3)
