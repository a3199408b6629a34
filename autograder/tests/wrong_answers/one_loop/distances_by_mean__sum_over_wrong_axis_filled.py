"""The sum goes over the points, and its d numbers fit no column.

exercise: distances_by_mean
mistake: sum_over_wrong_axis
outcome: error
says: fits no column
"""
# %% distances_by_mean_code
def distances_by_mean(points, means):
    out = np.zeros((len(points), len(means)))
    for j, mean in enumerate(means):
        out[:, j] = ((points - mean) ** 2).sum(axis=0)
    return out
