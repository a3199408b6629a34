"""Rounds, and lets bytes run over.

exercise: paint
outcome: failed
mistake: not_clipped
says: 260 becomes 4
"""
# %% paint_code
def paint(labels, palette, height, width):
    colours = np.round(palette * 255).astype(int).astype(np.uint8)
    return colours[labels].reshape(height, width, 3)
