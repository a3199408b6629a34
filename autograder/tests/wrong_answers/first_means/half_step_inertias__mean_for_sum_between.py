"""An average where a sum is asked for.

exercise: half_step_inertias
mistake: mean_for_sum_between
outcome: failed
says: adds up
"""
# %% half_step_inertias_code
def half_step_inertias(points, means):
    labels = nearest(points, means)
    moved = move(points, labels, means)
    between = ((points - moved[labels]) ** 2).sum(axis=1).mean()
    return inertia(points, means), between, inertia(points, moved)
