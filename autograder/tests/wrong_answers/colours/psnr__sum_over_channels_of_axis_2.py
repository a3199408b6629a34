"""Adds up over axis 2, which a grey picture has not.

exercise: psnr
mistake: mean_over_pixels
outcome: failed
says: How many
"""
# %% psnr_code
def psnr(image, other):
    mse = np.mean(np.sum((image.astype(float) - other) ** 2, axis=2))
    return 10 * np.log10(255**2 / mse) if mse else np.inf
