"""Adds a half and cuts off.

exercise: paint
outcome: passed
"""
# %% paint_code
def paint(labels, palette, height, width):
    numbers = np.clip(palette, 0, 1)[labels] * 255 + 0.5
    return numbers.astype('uint8').reshape(height, width, -1)
