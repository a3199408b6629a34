"""It starts from points drawn at random.

exercise: inertias
mistake: draws_its_start
outcome: failed
says: another result each time
"""
# %% inertias_code
def inertias(points, ks):
    rng = np.random.default_rng()
    found = []
    for k in ks:
        means = kmeans(points, points[rng.choice(len(points), k, replace=False)])
        found.append(((points - means[nearest(points, means)]) ** 2).sum())
    return np.array(found)
