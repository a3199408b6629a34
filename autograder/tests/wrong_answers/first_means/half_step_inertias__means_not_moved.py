"""The second number is measured to the means that have not moved.

exercise: half_step_inertias
mistake: means_not_moved
outcome: failed
says: Where do the means stand
"""
# %% half_step_inertias_code
def half_step_inertias(points, means):
    labels = nearest(points, means)
    between = ((points.astype(float) - means[labels]) ** 2).sum()
    moved = move(points, labels, means)
    return inertia(points, means), between, inertia(points, moved)
