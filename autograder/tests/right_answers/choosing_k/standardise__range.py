"""The range tells what varies."""
# %% standardise_code
def standardise(points):
    points = np.asarray(points, dtype=float)
    constant = np.ptp(points, axis=0) == 0
    centred = points - points.mean(axis=0)
    return np.where(constant, 0, centred / np.where(constant, 1, points.std(axis=0)))
