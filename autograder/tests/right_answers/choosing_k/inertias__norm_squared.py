"""The norm of all differences, squared."""
# %% inertias_code
def inertias(points, ks):
    result = []
    for k in ks:
        centres = kmeans(points, points[:k])
        labels = nearest(points, centres)
        result += [np.linalg.norm(points - centres[labels]) ** 2]
    return np.asarray(result)
