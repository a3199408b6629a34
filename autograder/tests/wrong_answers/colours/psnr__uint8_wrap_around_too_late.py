"""Makes room only after the subtraction.

exercise: psnr
outcome: failed
mistake: uint8_wrap_around
says: comes too late
"""
# %% psnr_code
def psnr(image, other):
    difference = (image - other).astype(float)
    mse = (difference**2).mean()
    return np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
