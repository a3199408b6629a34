"""The points choose again among the old means.

exercise: half_step_inertias
mistake: relabelled_with_old_means
outcome: failed
says: chosen again
"""
# %% half_step_inertias_code
def half_step_inertias(points, means):
    labels = nearest(points, means)
    moved = move(points, labels, means)
    again = nearest(points, means)
    between = ((points - moved[labels]) ** 2).sum()
    return inertia(points, means), between, ((points - moved[again]) ** 2).sum()
