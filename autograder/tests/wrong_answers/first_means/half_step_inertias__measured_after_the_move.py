"""The means are overwritten before the first inertia is taken.

exercise: half_step_inertias
mistake: measured_after_the_move
outcome: failed
says: *next* iteration
"""
# %% half_step_inertias_code
def half_step_inertias(points, means):
    means = step(points, means)
    labels = nearest(points, means)
    before = inertia(points, means)
    moved = move(points, labels, means)
    return before, ((points - moved[labels]) ** 2).sum(), inertia(points, moved)
