"""The norm of differences that wrapped around.

exercise: squared_distances
mistake: uint8_wrap_around
outcome: failed
says: `3 - 5` is `254`
"""
# %% squared_distances_code
def squared_distances(points, means):
    return np.linalg.norm(points[:, None, :] - means, axis=2) ** 2
