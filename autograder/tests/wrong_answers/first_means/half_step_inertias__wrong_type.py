"""Two numbers are left out.

exercise: half_step_inertias
mistake: wrong_type
outcome: failed
says: 3 values
"""
# %% half_step_inertias_code
def half_step_inertias(points, means):
    labels = nearest(points, means)
    moved = move(points, labels, means)
    return ((points - moved[labels]) ** 2).sum()
