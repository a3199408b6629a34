"""A spread that is tiny beside the values counts as none."""
# %% standardise_code
def standardise(points):
    centre = points.mean(axis=0)
    spread = points.std(axis=0)
    flat = spread <= 1e-6 * (1 + np.abs(centre))
    scaled = (points - centre) / (spread + flat)
    scaled[:, flat] = 0
    return scaled
