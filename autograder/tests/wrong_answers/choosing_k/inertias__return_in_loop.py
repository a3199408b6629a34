"""The return stands inside the loop.

exercise: inertias
mistake: returns_in_the_loop
outcome: failed
"""
# %% inertias_code
def inertias(points, ks):
    found = []
    for k in ks:
        means = kmeans(points, points[:k])
        inertia = ((points - means[nearest(points, means)]) ** 2).sum()
        found.append(inertia)
        return inertia
