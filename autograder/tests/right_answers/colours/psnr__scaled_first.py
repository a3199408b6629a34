"""Goes to numbers from 0 to 1, whose peak is 1, in single precision.

exercise: psnr
outcome: passed
"""
# %% psnr_code
def psnr(image, other):
    a, b = image.astype(np.float32) / 255, other.astype(np.float32) / 255
    mse = float(((a - b) ** 2).mean(dtype=float))
    return -10 * np.log10(mse) if mse > 0 else float('inf')
