"""Gives every pixel its colour, in one list.

exercise: paint
outcome: failed
mistake: still_a_list
says: stand in one list
"""
# %% paint_code
def paint(labels, palette, height, width):
    colours = np.rint(palette * 255).clip(0, 255).astype(np.uint8)
    return colours[labels]
