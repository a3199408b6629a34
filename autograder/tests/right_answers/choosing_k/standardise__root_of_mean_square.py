"""The deviation by hand, and a small number below."""
# %% standardise_code
def standardise(points):
    centred = points - points.mean(axis=0)
    deviation = np.sqrt(np.mean(centred**2, axis=0))
    return centred / np.maximum(deviation, 1e-9)
