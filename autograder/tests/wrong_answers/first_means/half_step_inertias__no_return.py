"""Nothing is given back.

exercise: half_step_inertias
mistake: returns_nothing
outcome: failed
says: `return`
"""
# %% half_step_inertias_code
def half_step_inertias(points, means):
    labels = nearest(points, means)
    moved = move(points, labels, means)
    between = ((points - moved[labels]) ** 2).sum()
    print(inertia(points, means), between, inertia(points, moved))
