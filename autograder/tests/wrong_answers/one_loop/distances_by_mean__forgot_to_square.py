"""The differences are added as they are.

exercise: distances_by_mean
mistake: forgot_to_square
outcome: failed
says: cancel
"""
# %% distances_by_mean_code
def distances_by_mean(points, means):
    return np.stack([(points - mean).sum(axis=1) for mean in means], axis=1)
