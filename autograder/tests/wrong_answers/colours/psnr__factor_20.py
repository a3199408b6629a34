"""Mixes the two forms of the formula.

exercise: psnr
outcome: failed
mistake: factor_20
says: twice what it should be
"""
# %% psnr_code
def psnr(image, other):
    mse = ((image.astype(float) - other) ** 2).mean()
    return 20 * np.log10(255**2 / mse) if mse else np.inf
