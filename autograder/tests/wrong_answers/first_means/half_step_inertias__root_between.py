"""The lengths of the differences are added, and not squared.

exercise: half_step_inertias
mistake: root_between
outcome: failed
says: *squared* distances
"""
# %% half_step_inertias_code
def half_step_inertias(points, means):
    labels = nearest(points, means)
    moved = move(points, labels, means)
    between = np.linalg.norm(points - moved[labels], axis=1).sum()
    return inertia(points, means), between, inertia(points, moved)
