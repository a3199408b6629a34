"""Right for floats; whole images wrap around.

exercise: squared_distances
mistake: uint8_wrap_around
outcome: failed
"""
# %% squared_distances_code
def squared_distances(points, means):
    return ((points[:, None, :] - means) ** 2).sum(axis=-1)
