"""Made positive with `abs` in place of a square.

exercise: distances_by_mean
mistake: l1_distance
outcome: failed
"""
# %% distances_by_mean_code
def distances_by_mean(points, means):
    return np.stack([np.abs(points - mean).sum(axis=1) for mean in means], axis=1)
