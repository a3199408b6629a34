"""A comprehension over ks, with a helper inside."""
# %% inertias_code
def inertias(points, ks):
    def inertia(k):
        means = kmeans(points, points[:k])
        return np.square(points - means[nearest(points, means)]).sum()

    return np.array([inertia(k) for k in ks])
