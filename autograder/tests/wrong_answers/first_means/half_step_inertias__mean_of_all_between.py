"""`.mean` over all n times d squares, where a sum is asked for.

exercise: half_step_inertias
mistake: mean_of_all_between
outcome: failed
says: average
"""
# %% half_step_inertias_code
def half_step_inertias(points, means):
    labels = nearest(points, means)
    moved = move(points, labels, means)
    return inertia(points, means), ((points - moved[labels]) ** 2).mean(), inertia(points, moved)
