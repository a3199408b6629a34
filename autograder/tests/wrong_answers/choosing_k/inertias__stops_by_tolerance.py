"""A K-means of its own that stops when the inertia falls by less than a thousandth.

exercise: inertias
mistake: 
outcome: failed
says: many iterations
"""
# %% inertias_code
def inertias(points, ks):
    found = []
    for k in ks:
        means, before = points[:k], np.inf
        while True:
            labels = nearest(points, means)
            inertia = ((points - means[labels]) ** 2).sum()
            if before - inertia <= 0.001 * inertia:
                break
            before = inertia
            means = np.stack([points[labels == j].mean(axis=0) for j in range(k)])
        found.append(inertia)
    return np.array(found)
