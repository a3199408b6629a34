"""Divides the error by the peak; equal pictures are left to NumPy.

exercise: psnr
mistake: upside_down
outcome: failed
says: wrong sign
"""
# %% psnr_code
def psnr(image, other):
    mse = np.mean((image.astype(float) - other.astype(float)) ** 2)
    return 10 * np.log10(mse / 255**2)
