"""Stays among the bytes.

exercise: psnr
outcome: failed
mistake: uint8_wrap_around
says: `3 - 5` is `254`
"""
# %% psnr_code
def psnr(image, other):
    mse = np.mean((image - other) ** 2)
    if mse == 0:
        return np.inf
    return 10 * np.log10(255**2 / mse)
