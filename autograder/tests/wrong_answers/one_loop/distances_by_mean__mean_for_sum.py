"""The mean squared error, where the sum is asked for.

exercise: distances_by_mean
mistake: mean_for_sum
outcome: failed
says: d times too small
"""
# %% distances_by_mean_code
def distances_by_mean(points, means):
    return np.column_stack([np.mean((points - mean) ** 2, axis=1) for mean in means])
