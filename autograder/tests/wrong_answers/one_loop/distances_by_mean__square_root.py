"""`norm` takes the root, which nobody asked for.

exercise: distances_by_mean
mistake: square_root
outcome: failed
says: *squared*
"""
# %% distances_by_mean_code
def distances_by_mean(points, means):
    distances = np.zeros((len(points), len(means)))
    for j in range(len(means)):
        distances[:, j] = np.linalg.norm(points - means[j], axis=1)
    return distances
