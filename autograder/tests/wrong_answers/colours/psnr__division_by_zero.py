"""Divides by a plain 0.0 where the pictures are equal.

exercise: psnr
outcome: error
mistake: division_by_zero
says: nothing can be divided by that
"""
# %% psnr_code
import math


def psnr(image, other):
    mse = float(np.mean((image.astype(float) - other) ** 2))
    return 10 * math.log10(255**2 / mse)
