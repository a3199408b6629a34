"""A division only where a feature varies."""
# %% standardise_code
def standardise(points):
    centred = points - points.mean(axis=0)
    varies = points.min(axis=0) != points.max(axis=0)
    result = np.zeros(points.shape)
    np.divide(centred, points.std(axis=0), out=result, where=varies)
    return result
