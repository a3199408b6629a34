"""The columns are stacked as rows.

exercise: distances_by_mean
mistake: distances_transposed
outcome: failed
says: shape (k, n)
"""
# %% distances_by_mean_code
def distances_by_mean(points, means):
    distances = []
    for mean in means:
        distances.append(((points - mean) ** 2).sum(axis=1))
    return np.array(distances)
