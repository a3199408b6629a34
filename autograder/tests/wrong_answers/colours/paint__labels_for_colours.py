"""Puts the labels into the shape of a picture.

exercise: paint
outcome: failed
mistake: labels_for_colours
says: picture of the *labels*
"""
# %% paint_code
def paint(labels, palette, height, width):
    return labels.reshape(height, width)
