"""The lengths as products of each row with itself, which take a new axis, and no large array."""
# %% expanded_distances_code
def expanded_distances(points, means):
    lengths = (points[:, None] @ points[:, :, None])[:, 0]
    return np.maximum(lengths - 2 * points @ means.T + (means**2).sum(1), 0)
