"""Makes room for the differences, and not for their squares.

exercise: psnr
outcome: failed
mistake: int16_wrap_around
says: `int16` ends at 32,767
"""
# %% psnr_code
def psnr(image, other):
    difference = image.astype('int16') - other.astype('int16')
    mse = (difference**2).mean()
    return np.inf if mse == 0 else 10 * np.log10(255**2 / mse)
