"""The mean squared difference.

exercise: squared_distances
mistake: mean_for_sum
outcome: failed
says: d times too small
"""
# %% squared_distances_code
def squared_distances(points, means):
    return np.mean((points[:, None, :].astype(float) - means) ** 2, axis=2)
