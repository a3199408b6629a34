"""Adds up the squares of a pixel before they are averaged.

exercise: psnr
mistake: mean_over_pixels
outcome: failed
says: How many
"""
# %% psnr_code
def psnr(image, other):
    mse = ((image.astype(float) - other) ** 2).sum(axis=-1).mean()
    return 10 * np.log10(255**2 / mse) if mse else np.inf
