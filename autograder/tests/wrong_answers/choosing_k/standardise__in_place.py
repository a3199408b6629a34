"""It writes into the points.

exercise: standardise
mistake: changes_its_input
outcome: partial
says: changes its input
"""
# %% standardise_code
def standardise(points):
    varies = points.max(axis=0) > points.min(axis=0)
    if points.dtype.kind != "f":
        points = points.astype(float)
    spread = np.where(varies, points.std(axis=0), 1)
    points -= points.mean(axis=0)
    points /= spread
    return points
