"""Takes the natural logarithm.

exercise: psnr
outcome: failed
mistake: natural_logarithm
says: powers of ten
"""
# %% psnr_code
def psnr(image, other):
    mse = ((image.astype(float) - other) ** 2).mean()
    return 10 * np.log(255**2 / mse) if mse else np.inf
