"""Adds the squares up.

exercise: psnr
outcome: failed
mistake: sum_for_mean
says: a larger picture looks worse
"""
# %% psnr_code
def psnr(image, other):
    error = np.sum((image.astype(float) - other) ** 2)
    if error == 0:
        return np.inf
    return 10 * np.log10(255**2 / error)
