"""The form with the root, and a division that gives infinity by itself.

exercise: psnr
outcome: passed
"""
# %% psnr_code
def psnr(image, other):
    difference = image.astype(np.float64) - other.astype(np.float64)
    rmse = np.sqrt(np.mean(np.square(difference)))
    with np.errstate(divide='ignore'):
        return 20 * np.log10(255 / rmse)
