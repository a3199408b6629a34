"""Divides the error by the peak, and thinks of equal pictures.

exercise: psnr
mistake: upside_down
outcome: failed
says: wrong sign
"""
# %% psnr_code
def psnr(image, other):
    mse = np.mean((image.astype(float) - other.astype(float)) ** 2)
    if mse == 0:
        return np.inf
    return 10 * np.log10(mse / 255**2)
