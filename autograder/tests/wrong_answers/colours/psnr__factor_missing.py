"""Forgets the factor in front of the logarithm.

exercise: psnr
mistake: factor_missing
outcome: failed
says: a tenth
"""
# %% psnr_code
def psnr(image, other):
    mse = ((image.astype(float) - other) ** 2).mean()
    return np.log10(255**2 / mse) if mse else np.inf
