"""The math module, on whole numbers that have room.

exercise: psnr
outcome: passed
"""
# %% psnr_code
import math


def psnr(image, other):
    if np.array_equal(image, other):
        return math.inf
    squares = (image.astype(int) - other.astype(int)) ** 2
    return 20 * math.log10(255) - 10 * math.log10(squares.sum() / squares.size)
