"""Gives the palette's numbers as they are.

exercise: paint
outcome: failed
mistake: not_scaled
says: from 0 to 1
"""
# %% paint_code
def paint(labels, palette, height, width):
    return palette[labels].reshape((height, width, 3))
