"""The inertias of three successive iterations.

exercise: half_step_inertias
mistake: successive
outcome: failed
says: three iterations
"""
# %% half_step_inertias_code
def half_step_inertias(points, means):
    labels = nearest(points, means)
    moved = move(points, labels, means)
    return inertia(points, means), inertia(points, moved), inertia(points, step(points, moved))
