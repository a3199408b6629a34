"""Forgets to square the peak.

exercise: psnr
outcome: failed
mistake: peak_not_squared
says: What should be squared as well
"""
# %% psnr_code
def psnr(image, other):
    mse = ((image.astype(float) - other) ** 2).mean()
    if mse == 0:
        return np.inf
    return 10 * np.log10(255 / mse)
