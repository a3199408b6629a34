"""The norm of all differences, which takes a root.

exercise: inertias
mistake: square_root
outcome: failed
says: undoes a root
"""
# %% inertias_code
def inertias(points, ks):
    values = []
    for k in ks:
        means = kmeans(points, points[:k])
        values.append(np.linalg.norm(points - means[nearest(points, means)]))
    return np.array(values)
