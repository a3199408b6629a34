"""Gives 100 for equal pictures, as many a recipe does.

exercise: psnr
outcome: failed
mistake: hundred_for_equal
says: 100 is no more true
"""
# %% psnr_code
def psnr(image, other):
    mse = np.mean((image.astype(float) - other.astype(float)) ** 2)
    if mse == 0:
        return 100
    return 20 * np.log10(255 / np.sqrt(mse))
