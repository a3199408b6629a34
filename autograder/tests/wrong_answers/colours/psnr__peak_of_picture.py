"""Takes the largest number of the picture for the peak.

exercise: psnr
outcome: failed
mistake: peak_of_picture
says: *could* have
"""
# %% psnr_code
def psnr(image, other):
    mse = ((image.astype(float) - other) ** 2).mean()
    peak = float(image.max())
    return 10 * np.log10(peak**2 / mse) if mse else np.inf
